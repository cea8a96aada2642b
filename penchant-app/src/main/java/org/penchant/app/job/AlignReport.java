package org.penchant.app.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.penchant.align.diagnose.Diagnosis;
import org.penchant.align.objective.Reward;
import org.penchant.align.train.Metrics;
import org.penchant.align.train.RowOutcome;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.problems.Problem;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;
import org.penchant.eval.audit.AuditSettings;
import org.penchant.eval.audit.RankingAudit;
import org.penchant.eval.audit.RankingAuditReport;
import org.penchant.eval.metric.PairScores;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.ManifestBlock;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Style;

/** The report of an alignment run: what was learned, on rows that were held out. */
final class AlignReport {
  private static final List<String> CURVES =
      List.of(
          "loss",
          "rewards/margins",
          "rewards/accuracies",
          "rewards/chosen",
          "rewards/rejected",
          "logps/chosen",
          "logps/rejected",
          "entropy",
          "grad_norm",
          "learning_rate");
  private static final int LENGTH_GROUPS = 4;

  private final AlignJob.Outcome outcome;
  private final RunManifest manifest;
  private final AlignRequest request;
  private final List<Problem> warnings;

  AlignReport(AlignRequest request, AlignJob.Outcome outcome, RunManifest manifest) {
    this.request = request;
    this.outcome = outcome;
    this.manifest = manifest;
    this.warnings =
        Diagnosis.of(
            List.copyOf(outcome.result().evaluations().values()),
            outcome.result().untrained(),
            length(outcome.answersBefore()),
            length(outcome.answersAfter()));
  }

  /** Mean number of words of answers, 0 if there are none. */
  private static double length(List<String> answers) {
    return answers.stream().mapToInt(a -> a.strip().split("\\s+").length).average().orElse(0);
  }

  Report build() {
    var sections = new ArrayList<Section>();
    sections.add(Section.of("What was learned", figures(), new Block.Warnings(warnings)));
    sections.add(
        Section.of("Training", new Block.Panels(TrainingCurves.of(outcome.result(), CURVES))));
    if (paired() && outcome.after().getFirst().references().length == 2) {
      sections.addAll(
          RankingAuditReport.sections(
              RankingAudit.of(
                  scores(outcome.after()),
                  AuditSettings.defaults().withBeta(beta()),
                  new Seeds(request.train().seed()).child("audit"))));
      sections.add(
          Section.of(
              "Margins",
              histogram("before", outcome.before()),
              histogram("after", outcome.after())));
    }
    if (paired()) sections.add(Section.of("By length of the chosen response", byLength()));
    sections.add(Section.of("Answers to held-out prompts", samples()));
    sections.add(Section.of("Data", data()));
    sections.add(Section.of("Run", ManifestBlock.of(manifest)));
    return new Report(
        "Alignment with " + request.method().id(),
        outcome.result().steps()
            + " steps on "
            + outcome.encoded().examples().size()
            + " rows; figures are of "
            + outcome.heldOut().examples().size()
            + " rows held out.",
        sections);
  }

  /** The figures as data: held-out metrics before and after. */
  Map<String, Map<String, Double>> summary() {
    if (outcome.after().isEmpty()) return Map.of();
    return Map.of("before", metrics(outcome.before()), "after", metrics(outcome.after()));
  }

  /** The summary for a terminal: every held-out metric before and after, and the warnings. */
  String text() {
    var out = new StringBuilder();
    var before = summary().getOrDefault("before", Map.of());
    var after = summary().getOrDefault("after", Map.of());
    out.append(String.format(Locale.ROOT, "%-34s %12s %12s%n", "held out", "before", "after"));
    after.forEach((name, value) ->
        out.append(
            String.format(
                Locale.ROOT,
                "%-34s %12.4f %12.4f%n",
                name,
                before.getOrDefault(name, Double.NaN),
                value)));
    for (var warning : warnings) out.append("warning: ").append(warning).append('\n');
    return out.toString();
  }

  /** A model card for the output folder. */
  String modelCard() {
    var card = new StringBuilder("# A policy aligned with " + request.method().id() + "\n\n");
    card.append("Trained by Penchant from ").append(request.model().getFileName());
    card.append(" on ").append(outcome.encoded().examples().size()).append(" rows, ");
    card.append(outcome.result().steps()).append(" steps.\n\n");
    card.append("Method: `").append(request.method()).append("`\n\n");
    card.append("Held-out metrics (")
        .append(outcome.heldOut().examples().size())
        .append(" rows):\n\n```\n");
    card.append(text())
        .append("```\n\nThe run's report, manifest and metrics lie in the folder above.\n");
    return card.toString();
  }

  private static Map<String, Double> metrics(List<RowOutcome> rows) {
    double loss = rows.stream().mapToDouble(RowOutcome::loss).average().orElse(Double.NaN);
    return Metrics.of(loss, rows);
  }

  private boolean paired() {
    return !outcome.after().isEmpty() && outcome.after().getFirst().example().compares();
  }

  private double beta() {
    return request.method().objective().reward().map(Reward::beta).orElse(0.1);
  }

  private Block figures() {
    var figures = new ArrayList<Block.Figure>();
    if (paired()) {
      figures.add(share("Reward accuracy", outcome.after(), r -> margin(r) > 0 ? 1 : 0));
      figures.add(share("Ranking accuracy before", outcome.before(), AlignReport::ranked));
      figures.add(share("Ranking accuracy after", outcome.after(), AlignReport::ranked));
      figures.add(
          new Block.Figure(
              "Mean margin",
              new Cell.Num(
                  outcome.after().stream().mapToDouble(AlignReport::margin).average().orElse(0),
                  Style.PLAIN),
              "before: "
                  + Style.PLAIN.show(
                      outcome.before().stream()
                          .mapToDouble(AlignReport::margin)
                          .average()
                          .orElse(0))));
    }
    figures.add(
        new Block.Figure(
            "Steps",
            new Cell.Num(outcome.result().steps(), Style.COUNT),
            outcome.result().stoppedEarly() ? "stopped early" : ""));
    return new Block.Figures(figures);
  }

  private static Block.Figure share(
      String label, List<RowOutcome> rows, ToDoubleFunction<RowOutcome> hit) {
    double hits = rows.stream().mapToDouble(hit).sum();
    Interval interval = Proportions.wilson(hits, rows.size(), 0.95);
    return new Block.Figure(
        label,
        new Cell.Num(interval.estimate(), Style.PERCENT),
        "95 % interval "
            + Style.PERCENT.show(interval.low())
            + " to "
            + Style.PERCENT.show(interval.high()));
  }

  private static double margin(RowOutcome row) {
    return row.rewards().length == 2 ? row.rewards()[0] - row.rewards()[1] : 0;
  }

  private static double ranked(RowOutcome row) {
    return row.logps()[0] >= row.logps()[1] ? 1 : 0;
  }

  static List<PairScores> scores(List<RowOutcome> rows) {
    return rows.stream()
        .map(r -> {
          Double alpha = r.example().columns().get("alpha");
          return new PairScores(
              r.example().place(),
              r.example().place(),
              r.logps()[0],
              r.logps()[1],
              r.references()[0],
              r.references()[1],
              r.lengths()[0],
              r.lengths()[1],
              alpha == null ? OptionalDouble.empty() : OptionalDouble.of(alpha));
        })
        .toList();
  }

  private static Block histogram(String name, List<RowOutcome> rows) {
    return Block.Histogram.of(
        "Reward margins " + name + " training",
        Axis.linear("margin"),
        rows.stream().mapToDouble(AlignReport::margin).toArray(),
        30);
  }

  private Block byLength() {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < outcome.after().size(); i++) order.add(i);
    order.sort(Comparator.comparingInt(i -> outcome.after().get(i).lengths()[0]));
    var rows = new ArrayList<List<Cell>>();
    for (int g = 0; g < LENGTH_GROUPS; g++) {
      var part =
          order.subList(g * order.size() / LENGTH_GROUPS, (g + 1) * order.size() / LENGTH_GROUPS);
      if (part.isEmpty()) continue;
      rows.add(
          List.of(
              new Cell.Words(
                  outcome.after().get(part.getFirst()).lengths()[0]
                      + " to "
                      + outcome.after().get(part.getLast()).lengths()[0]),
              new Cell.Num(part.size(), Style.COUNT),
              mean(part, outcome.before(), AlignReport::ranked),
              mean(part, outcome.after(), AlignReport::ranked),
              mean(part, outcome.after(), r -> margin(r) > 0 ? 1 : 0)));
    }
    return new Block.Table(
        "Accuracy by length of the chosen response, tokens",
        List.of("tokens", "rows", "ranking before", "ranking after", "reward accuracy"),
        rows);
  }

  private static Cell mean(
      List<Integer> part, List<RowOutcome> rows, ToDoubleFunction<RowOutcome> value) {
    return new Cell.Num(
        part.stream().mapToDouble(i -> value.applyAsDouble(rows.get(i))).average().orElse(0),
        Style.PERCENT);
  }

  private Block samples() {
    var samples = new ArrayList<Block.Sample>();
    for (int i = 0; i < outcome.prompts().size(); i++)
      samples.add(
          new Block.Sample(
              outcome.prompts().get(i).plain(),
              outcome.answersBefore().get(i),
              outcome.answersAfter().get(i),
              ""));
    return new Block.Samples("Greedy answers before and after", samples);
  }

  private Block data() {
    var entries = new ArrayList<Block.Entry>();
    for (var file : outcome.data().files())
      entries.add(new Block.Entry(file.file(), file.rows() + " rows"));
    entries.add(
        new Block.Entry("skipped while reading", outcome.data().skipped().size() + " rows"));
    entries.add(new Block.Entry("trained on", outcome.encoded().examples().size() + " rows"));
    entries.add(new Block.Entry("held out", outcome.heldOut().examples().size() + " rows"));
    outcome
        .encoded()
        .dropped()
        .forEach(
            (why, n) -> entries.add(new Block.Entry("left out of training: " + why, n + " rows")));
    outcome
        .heldOut()
        .dropped()
        .forEach((why, n) ->
            entries.add(new Block.Entry("left out of held-out rows: " + why, n + " rows")));
    new TreeMap<>(outcome.encoded().copies())
        .forEach((what, n) -> entries.add(new Block.Entry("copies: " + what, String.valueOf(n))));
    entries.add(
        new Block.Entry(
            "truncated sequences",
            String.valueOf(outcome.encoded().truncated() + outcome.heldOut().truncated())));
    entries.add(
        new Block.Entry(
            "tokens across the edge of a response",
            String.valueOf(outcome.encoded().straddling() + outcome.heldOut().straddling())));
    return new Block.KeyValues("What was read", entries);
  }
}
