package org.penchant.align.reward.tool;

import java.util.List;

/**
 * How a reward model came to its score: calls with their observations, then a rationale.
 *
 * @param question what was asked
 * @param answer what is scored
 * @param steps calls in order
 * @param work the rationale; empty if there is none
 */
public record Trace(String question, String answer, List<Step> steps, String work) {
  /**
   * One call.
   *
   * @param thought why it is made
   * @param tool whose name, one word
   * @param input what it is given
   * @param observation what it returned
   */
  public record Step(String thought, String tool, String input, String observation) {}

  public Trace {
    steps = List.copyOf(steps);
  }

  /** No call and no rationale. */
  public static Trace of(String question, String answer) {
    return new Trace(question, answer, List.of(), "");
  }
}
