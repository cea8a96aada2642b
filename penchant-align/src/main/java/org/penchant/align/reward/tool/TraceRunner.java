package org.penchant.align.reward.tool;

import java.util.function.UnaryOperator;
import org.penchant.core.problems.ProblemsException;

/**
 * Writes a trace: the model goes on until it asks for an observation, the tool is run, its answer
 * appended, and so on until the model ends. Where it asks too often, or what it writes is no trace,
 * the writing ends and the trace so far is kept and flagged.
 *
 * @param model what follows a text: up to and with {@link TraceText#OBSERVATION}, or to the end
 * @param tools what may be asked
 */
public record TraceRunner(UnaryOperator<String> model, ToolBox tools) {
  /** How the writing ended. */
  public enum End {
    /** The model was done. */
    COMPLETE,
    /** It asked for more calls than allowed. */
    TOO_MANY_CALLS,
    /** What it wrote last is no call and no rationale. */
    MALFORMED
  }

  /**
   * A trace with how it ended.
   *
   * @param text the trace as the head reads it
   */
  public record Traced(Trace trace, String text, End end) {}

  /** The trace of an answer. */
  public Traced run(String question, String answer) {
    var trace = Trace.of(question, answer);
    while (true) {
      String text = TraceText.render(trace).text();
      String said = model.apply(text);
      boolean asks = said.endsWith(TraceText.OBSERVATION);
      Trace next;
      try {
        next = TraceText.parse(text + said + (asks || !said.endsWith("\n") ? "\n" : ""));
      } catch (ProblemsException wrong) {
        return new Traced(trace, text, End.MALFORMED);
      }
      int calls = next.steps().size() - trace.steps().size();
      if (calls != (asks ? 1 : 0)) return new Traced(trace, text, End.MALFORMED);
      if (!asks) return new Traced(next, TraceText.render(next).text(), End.COMPLETE);
      if (next.steps().size() > tools.limits().calls())
        return new Traced(trace, text, End.TOO_MANY_CALLS);
      trace = observed(next);
    }
  }

  private Trace observed(Trace asking) {
    var steps = new java.util.ArrayList<>(asking.steps());
    var last = steps.removeLast();
    String seen = tools.observe(last.tool(), last.input()).text();
    steps.add(new Trace.Step(last.thought(), last.tool(), last.input(), seen));
    return new Trace(asking.question(), asking.answer(), steps, "");
  }
}
