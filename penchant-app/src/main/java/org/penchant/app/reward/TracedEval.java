package org.penchant.app.reward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.penchant.align.reward.LanguageFile;
import org.penchant.align.reward.tool.RowTraces;
import org.penchant.align.reward.tool.Trace;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problems;
import org.penchant.core.stats.Interval;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Style;

/**
 * A reward model that writes traces, on pairs: accuracy where it reads its own traces comes first;
 * beside it accuracy on the traces that the data hold, which flatters, and accuracy by tool. Other
 * models are measured by {@link EvalJob} alone.
 *
 * @param how the model and how rows reach it
 */
public record TracedEval(ScoreJob how) {
  private static final String NONE = "no tool";

  /** A group of pairs. */
  private record Group(String name, Object pairs, Interval accuracy) {}

  /** Measures as {@link EvalJob#run} does. */
  public Evaluation run(List<Comparison> rows, Optional<String> by, Progress progress)
      throws IOException {
    if (how.models().size() > 1 || !writes()) return new EvalJob(how).run(rows, by, progress);
    var text = how.how();
    TraceJob.Result written;
    progress.stage("writing traces of " + rows.size() + " rows");
    try (var loaded = LoadedReward.open(how.models().getFirst(), text, how.maxTokens())) {
      written = loaded.ownTraces().write(rows, text.tracing(), progress);
    }
    var given = how.withText(text.withTracing(text.tracing().withFrom(Tracing.From.DATA)));
    var found = new EvalJob(given).run(written.rows(), by, progress);
    var groups = new ArrayList<Group>();
    for (String tool : tools(written.rows())) {
      var part = written.rows().stream().filter(r -> tools(List.of(r)).contains(tool)).toList();
      group(given, tool, part, progress).ifPresent(groups::add);
    }
    if (rows.stream().allMatch(RowTraces::complete))
      group(given, "the data's traces", rows, progress).ifPresent(groups::add);
    return with(found, written, groups);
  }

  private boolean writes() throws IOException {
    var language = LanguageFile.read(how.models().getFirst());
    return OwnTraces.taught(language) && how.how().tracing().from() == Tracing.From.MODEL;
  }

  private static Optional<Group> group(
      ScoreJob job, String name, List<Comparison> rows, Progress progress) throws IOException {
    if (rows.stream().noneMatch(Comparison::isDecidedPair)) return Optional.empty();
    var figures = new EvalJob(job).run(rows, Optional.empty(), progress).figures();
    return figures.get("accuracy") instanceof Interval accuracy
        ? Optional.of(new Group(name, figures.getOrDefault("pairs", 0), accuracy))
        : Optional.empty();
  }

  /** Tools that the rows' traces call; rows that call none count to {@link #NONE}. */
  private static TreeSet<String> tools(List<Comparison> rows) {
    var names = new TreeSet<String>();
    var problems = new Problems();
    for (var row : rows) {
      var own =
          row.candidates().stream()
              .flatMap(c -> RowTraces.of(row, c.content(), problems).stream())
              .flatMap(t -> t.steps().stream())
              .map(Trace.Step::tool)
              .toList();
      names.addAll(own.isEmpty() ? List.of(NONE) : own);
    }
    return names;
  }

  private static Evaluation with(Evaluation found, TraceJob.Result written, List<Group> groups) {
    var json = new LinkedHashMap<>(found.figures());
    json.put(
        "traces",
        Map.of("ends", written.ends(), "calls", written.calls(), "failed", written.failed()));
    var byGroup = new LinkedHashMap<String, Object>();
    var text = new StringBuilder(found.text());
    var cells = new ArrayList<List<Cell>>();
    written.ends().forEach((end, n) -> text.append("traces, " + end + ": " + n + "\n"));
    for (var group : groups) {
      byGroup.put(group.name(), Map.of("pairs", group.pairs(), "accuracy", group.accuracy()));
      text.append(
          String.format(
              Locale.ROOT,
              "accuracy, %s: %.3f of %s pairs%n",
              group.name(),
              group.accuracy().estimate(),
              group.pairs()));
      cells.add(
          List.of(
              Cell.of(group.name()),
              Cell.of(String.valueOf(group.pairs())),
              new Cell.Num(group.accuracy().estimate(), Style.PERCENT)));
    }
    json.put("accuracy_by_tool", byGroup);
    var sections = new ArrayList<>(found.sections());
    sections.add(
        Section.of(
            "Traces",
            new Block.Table(
                "By what the model's traces call; on the data's traces accuracy flatters",
                List.of("", "pairs", "accuracy"),
                cells)));
    return new Evaluation(found.title(), json, text.toString(), sections, found.warnings());
  }
}
