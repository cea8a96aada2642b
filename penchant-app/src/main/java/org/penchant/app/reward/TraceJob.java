package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penchant.align.reward.tool.Ablation;
import org.penchant.align.reward.tool.Limits;
import org.penchant.align.reward.tool.Observation;
import org.penchant.align.reward.tool.RowTraces;
import org.penchant.align.reward.tool.Tool;
import org.penchant.align.reward.tool.ToolBox;
import org.penchant.align.reward.tool.Trace;
import org.penchant.align.reward.tool.TraceRunner;
import org.penchant.align.reward.tool.TraceRunner.End;
import org.penchant.align.reward.tool.TraceWriter;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Has a model write the traces of rows' answers, with tools. Within a run an observation is a
 * function of tool and input, and observations that the rows already hold are used again, so that
 * both answers of a pair and every later run see the same.
 *
 * @param writer the model
 * @param tools it may ask
 * @param replay whether tools are never asked: only stored observations are seen
 */
public record TraceJob(
    TraceWriter writer, List<Tool> tools, Limits limits, Ablation without, boolean replay) {
  /** Traces that advance together. */
  private static final int BATCH = 64;

  /** Calls of a row's traces that returned nothing. */
  public static final String FAILED = "failed_calls";

  /** Traces of a row whose writing did not come to its end. */
  public static final String UNFINISHED = "unfinished_traces";

  /**
   * What was written.
   *
   * @param rows with their traces, and the columns {@link #FAILED} and {@link #UNFINISHED}
   * @param traces how many are new
   * @param ends how their writing ended
   * @param calls by tool
   * @param failed calls by tool
   */
  public record Result(
      List<Comparison> rows,
      int traces,
      Map<String, Integer> ends,
      Map<String, Integer> calls,
      Map<String, Integer> failed) {}

  private record Asked(String question, String answer) {}

  /** Writes the traces of all answers, whatever traces the rows have. */
  public Result run(List<Comparison> rows, Progress progress) {
    var box = replay ? ToolBox.replay(stored(rows)) : ToolBox.resume(tools, limits, stored(rows));
    var runner = new TraceRunner(writer, box, without);
    var written = new LinkedHashMap<Asked, Optional<TraceRunner.Traced>>();
    for (var row : rows)
      for (var candidate : row.candidates())
        written.put(new Asked(row.prompt().plain(), candidate.content().plain()), Optional.empty());
    var all = List.copyOf(written.keySet());
    for (int from = 0; from < all.size(); from += BATCH) {
      var part = all.subList(from, Math.min(all.size(), from + BATCH));
      var traced = runner.run(part.stream().map(a -> Trace.of(a.question(), a.answer())).toList());
      for (int i = 0; i < part.size(); i++) written.put(part.get(i), Optional.of(traced.get(i)));
      progress.at(from + part.size(), all.size(), Map.of());
    }
    var ends = new TreeMap<String, Integer>();
    var calls = new TreeMap<String, Integer>();
    var failed = new TreeMap<String, Integer>();
    for (var one : written.values()) {
      var traced = one.orElseThrow();
      ends.merge(word(traced.end()), 1, Integer::sum);
      for (var step : traced.trace().steps()) {
        calls.merge(step.tool(), 1, Integer::sum);
        if (failed(step)) failed.merge(step.tool(), 1, Integer::sum);
      }
    }
    var out = new ArrayList<Comparison>();
    for (var row : rows) {
      var traced =
          row.candidates().stream()
              .map(c -> written.get(new Asked(row.prompt().plain(), c.content().plain())))
              .map(o -> o.orElseThrow())
              .toList();
      long failures =
          traced.stream().flatMap(t -> t.trace().steps().stream()).filter(TraceJob::failed).count();
      long unfinished = traced.stream().filter(t -> t.end() != End.COMPLETE).count();
      out.add(
          RowTraces.with(row, traced.stream().map(TraceRunner.Traced::trace).toList())
              .withColumn(FAILED, (double) failures)
              .withColumn(UNFINISHED, (double) unfinished));
    }
    return new Result(out, all.size(), ends, calls, failed);
  }

  /** What tools said in the traces that rows hold. */
  private static List<Observation> stored(List<Comparison> rows) {
    var problems = new Problems();
    var stored = new ArrayList<Observation>();
    for (var row : rows)
      for (var candidate : row.candidates())
        RowTraces.of(row, candidate.content(), problems).stream()
            .flatMap(t -> t.steps().stream())
            .filter(s -> !s.observation().isEmpty())
            .map(s -> new Observation(s.tool(), s.input(), s.observation()))
            .forEach(stored::add);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return stored;
  }

  private static boolean failed(Trace.Step step) {
    return new Observation(step.tool(), step.input(), step.observation()).failed();
  }

  private static String word(End end) {
    return switch (end) {
      case COMPLETE -> "complete";
      case TOO_MANY_CALLS -> "too many calls";
      case MALFORMED -> "no trace";
    };
  }
}
