package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Asks a judge several times in each order.
 *
 * @param samples evaluations in each order, at least 1
 * @param bothOrders whether to ask with B first too
 */
public record BalancedPosition(int samples, boolean bothOrders) {
  public BalancedPosition {
    if (samples < 1) throw new IllegalArgumentException("samples = " + samples + ", at least 1");
  }

  /** Three evaluations in both orders. */
  public static BalancedPosition defaults() {
    return new BalancedPosition(3, true);
  }

  /** How many calls a question costs. */
  public int calls() {
    return bothOrders ? 2 * samples : samples;
  }

  /**
   * What was heard.
   *
   * @param failed replies that could not be read
   * @param notes what a reader must know
   */
  public record Heard(Evidence evidence, int failed, List<String> notes) {}

  /**
   * Asks about one question.
   *
   * @throws ProblemsException if no reply could be read
   */
  public Heard ask(ScoreJudge judge, Content prompt, Content a, Content b) {
    var forward = new ArrayList<AnswerScores>();
    var reversed = new ArrayList<AnswerScores>();
    for (int s = 0; s < samples; s++) {
      judge.score(prompt, a, b, s).ifPresent(forward::add);
      if (bothOrders)
        judge
            .score(prompt, b, a, s)
            .map(p -> AnswerScores.ofPositions(p.a(), p.b(), false))
            .ifPresent(reversed::add);
    }
    int failed = calls() - forward.size() - reversed.size();
    if (failed == calls())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "judge",
          failed + " replies",
          "none of them held two scores",
          "look at the replies, or change the prompt");
    var notes = new ArrayList<String>();
    if (bothOrders && (forward.isEmpty() || reversed.isEmpty()))
      notes.add("one order has no readable reply, so position bias is not balanced");
    return new Heard(new Evidence(forward, reversed), failed, notes);
  }
}
