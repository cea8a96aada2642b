package org.penchant.align.reward.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ProblemsException;

/**
 * Writes traces: the model goes on until it asks for an observation, the tool is run, its answer
 * appended, and so on until the model ends. Where it asks too often, or what it writes is no trace,
 * the writing ends and the trace so far is kept and flagged.
 *
 * @param model what follows a text
 * @param tools what may be asked
 * @param without what is kept from the model
 */
public record TraceRunner(TraceWriter model, ToolBox tools, Ablation without) {
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
  public record Traced(Trace trace, String text, End end) {
    private Traced(Trace trace, End end) {
      this(trace, TraceText.render(trace).text(), end);
    }
  }

  /** Nothing is kept from the model. */
  public static TraceRunner of(TraceWriter model, ToolBox tools) {
    return new TraceRunner(model, tools, Ablation.NONE);
  }

  /** The trace of an answer. */
  public Traced run(String question, String answer) {
    return run(List.of(Trace.of(question, answer))).getFirst();
  }

  /** Goes on with traces, in turns: in each, the model sees all that are not done. */
  public List<Traced> run(List<Trace> begun) {
    if (without == Ablation.TOOLS)
      return begun.stream().map(t -> new Traced(without.of(t), End.COMPLETE)).toList();
    var traces = new ArrayList<>(begun);
    var ended = new Traced[begun.size()];
    while (true) {
      int[] going = IntStream.range(0, ended.length).filter(i -> ended[i] == null).toArray();
      if (going.length == 0) return List.of(ended);
      var said =
          model.write(
              Arrays.stream(going).mapToObj(i -> TraceText.render(traces.get(i)).text()).toList());
      for (int k = 0; k < going.length; k++) {
        int i = going[k];
        var turn = turn(traces.get(i), said.get(k));
        if (turn.end() == null) traces.set(i, turn.trace());
        else ended[i] = new Traced(turn.trace(), turn.end());
      }
    }
  }

  /** A trace after a turn; it goes on if there is no end. */
  private record Turn(Trace trace, @Nullable End end) {}

  private Turn turn(Trace trace, String said) {
    boolean asks = said.endsWith(TraceText.OBSERVATION);
    Trace next;
    try {
      next =
          TraceText.parse(
              TraceText.render(trace).text() + said + (asks || !said.endsWith("\n") ? "\n" : ""));
    } catch (ProblemsException wrong) {
      return new Turn(trace, End.MALFORMED);
    }
    int calls = next.steps().size() - trace.steps().size();
    if (calls != (asks ? 1 : 0)) return new Turn(trace, End.MALFORMED);
    if (!asks)
      return new Turn(without == Ablation.RATIONALE ? without.of(next) : next, End.COMPLETE);
    if (next.steps().size() > tools.limits().calls()) return new Turn(trace, End.TOO_MANY_CALLS);
    return new Turn(observed(next), null);
  }

  private Trace observed(Trace asking) {
    var steps = new ArrayList<>(asking.steps());
    var last = steps.removeLast();
    String seen =
        without == Ablation.OBSERVATION ? "" : tools.observe(last.tool(), last.input()).text();
    steps.add(new Trace.Step(last.thought(), last.tool(), last.input(), seen));
    return new Trace(asking.question(), asking.answer(), steps, "");
  }
}
