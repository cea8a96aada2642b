package org.penchant.align.reward.tool;

/** What is kept from a reward model, to see what it is worth. */
public enum Ablation {
  /** Nothing. */
  NONE,
  /** What tools return: calls are made and stay without an answer. */
  OBSERVATION,
  /** The rationale: the reward is read before it. */
  RATIONALE,
  /** Tools and rationale: the reward is that of question and answer. */
  TOOLS;

  /** What is left of a trace that is given. */
  public Trace of(Trace trace) {
    return switch (this) {
      case NONE -> trace;
      case OBSERVATION ->
          new Trace(
              trace.question(),
              trace.answer(),
              trace.steps().stream()
                  .map(s -> new Trace.Step(s.thought(), s.tool(), s.input(), ""))
                  .toList(),
              trace.work());
      case RATIONALE -> new Trace(trace.question(), trace.answer(), trace.steps(), "");
      case TOOLS -> Trace.of(trace.question(), trace.answer());
    };
  }
}
