package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penchant.align.train.LabelFit;
import org.penchant.align.train.RewardOutcome;
import org.penchant.app.job.TrainingCurves;
import org.penchant.core.manifest.RunManifest;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.ManifestBlock;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Series;

/** The report of a reward model's training: what it says of rows that were held out. */
final class RewardReport {
  private static final List<String> CURVES =
      List.of(
          "loss",
          "lm_loss",
          "basis_penalty",
          "accuracy",
          "margin",
          "brier",
          "ece",
          "rmse",
          "reward/mean",
          "reward/sd",
          "contrastive",
          "spread",
          "ascent",
          "grad_norm",
          "learning_rate");

  private final RewardRequest request;
  private final RewardJob.Outcome outcome;
  private final RunManifest manifest;
  private final PairFigures pairs;
  private final List<LabelFit> labels;

  RewardReport(RewardRequest request, RewardJob.Outcome outcome, RunManifest manifest) {
    this.request = request;
    this.outcome = outcome;
    this.manifest = manifest;
    this.labels = LabelFit.of(request.method().head(), outcome.after());
    this.pairs = PairFigures.of(outcome.after(), outcome.heldOut().sources());
  }

  Report build() {
    var sections = new ArrayList<Section>();
    sections.add(Section.of("What was learned", pairs.figures()));
    sections.add(
        Section.of("Training", new Block.Panels(TrainingCurves.of(outcome.result(), CURVES))));
    sections.addAll(pairs.sections());
    if (!labels.isEmpty()) sections.add(Section.of("Labels", labels()));
    outcome.sources().ifPresent(s -> sections.add(s.section()));
    if (!outcome.fewShot().isEmpty()) sections.add(Section.of("New users", fewShot()));
    outcome.shares().ifPresent(s -> sections.add(s.section()));
    sections.add(Section.of("Data", data()));
    sections.add(Section.of("Run", ManifestBlock.of(manifest)));
    return new Report(
        "Reward model " + request.method().id(),
        outcome.result().steps()
            + " steps on "
            + outcome.train().rows().size()
            + " rows; figures are of "
            + outcome.heldOut().rows().size()
            + " rows held out.",
        sections);
  }

  /** Held-out metrics as data. */
  Map<String, Object> figures() {
    var figures = new LinkedHashMap<String, Object>();
    if (!outcome.after().isEmpty())
      figures.put(
          "held_out",
          RewardOutcome.metrics(
              outcome.after().stream().mapToDouble(RewardOutcome::loss).average().orElse(0),
              outcome.after()));
    figures.putAll(pairs.json());
    outcome.sources().ifPresent(s -> figures.putAll(s.json()));
    if (!labels.isEmpty()) figures.put("labels", labels);
    figures.put("steps", outcome.result().steps());
    figures.put("trained_on", outcome.train().rows().size());
    figures.put("left_out", outcome.dropped());
    if (!outcome.fewShot().isEmpty()) figures.put("few_shot", outcome.fewShot());
    outcome.shares().ifPresent(s -> figures.putAll(s.json()));
    return figures;
  }

  /** The same for a terminal. */
  String text() {
    var out = new StringBuilder();
    if (!outcome.after().isEmpty())
      RewardOutcome.metrics(
              outcome.after().stream().mapToDouble(RewardOutcome::loss).average().orElse(0),
              outcome.after())
          .forEach((name, value) ->
              out.append(String.format(Locale.ROOT, "%-26s %12.4f%n", name, value)));
    out.append(pairs.text());
    outcome.sources().ifPresent(s -> out.append(s.text()));
    for (var fit : labels)
      out.append(
          String.format(
              Locale.ROOT,
              "%-26s error %.4f, labels' deviation %.4f, rank correlation %.3f%n",
              fit.name(),
              fit.error(),
              fit.spread(),
              fit.correlation()));
    for (var point : outcome.fewShot())
      out.append(
          String.format(
              Locale.ROOT,
              "new users after %3d rows      %6.3f (%.3f to %.3f, %d users)%n",
              point.shots(),
              point.accuracy(),
              point.low(),
              point.high(),
              point.users()));
    outcome.shares().ifPresent(s -> out.append(s.text()));
    outcome.dropped().forEach((why, n) -> out.append("left out: " + why + ", " + n + " rows\n"));
    return out.toString();
  }

  /** A model card for the output folder. */
  String modelCard() {
    return "# A reward model, "
        + request.method().id()
        + "\n\nTrained by Penchant on "
        + outcome.train().rows().size()
        + " rows, "
        + outcome.result().steps()
        + " steps.\n\nHead: `"
        + request.method().head()
        + "`\n\nHeld-out metrics ("
        + outcome.heldOut().rows().size()
        + " rows):\n\n```\n"
        + text()
        + "```\n\nreward.json says what the head is, reward.safetensors holds it. The run's report,"
        + " manifest and metrics lie in the folder above.\n";
  }

  private Block labels() {
    return new Block.Table(
        "What the model expects of held-out labels. An error at the labels' own deviation is that"
            + " of always saying their mean.",
        List.of(
            "label",
            "known",
            "root mean squared error",
            "deviation",
            "Spearman's correlation",
            "accuracy"),
        labels.stream()
            .map(f ->
                List.of(
                    Cell.of(f.name()),
                    Cell.count(f.count()),
                    Cell.of(f.error()),
                    Cell.of(f.spread()),
                    Cell.of(f.correlation()),
                    Cell.percent(f.accuracy())))
            .toList());
  }

  private Block fewShot() {
    double[] x = outcome.fewShot().stream().mapToDouble(FewShotCurve.Point::shots).toArray();
    return new Block.LineChart(
        "Accuracy for users that training did not see, against comparisons of theirs (0: the"
            + " population's mean weights)",
        Axis.linear("comparisons"),
        Axis.linear("accuracy"),
        List.of(
            Series.of(
                "mean over users",
                x,
                outcome.fewShot().stream().mapToDouble(FewShotCurve.Point::accuracy).toArray())));
  }

  private Block data() {
    var entries = new ArrayList<Block.Entry>();
    for (var file : outcome.data().files())
      entries.add(new Block.Entry(file.file(), file.rows() + " rows"));
    entries.add(
        new Block.Entry("skipped while reading", outcome.data().skipped().size() + " rows"));
    entries.add(new Block.Entry("trained on", outcome.train().rows().size() + " rows"));
    entries.add(new Block.Entry("held out", outcome.heldOut().rows().size() + " rows"));
    outcome.dropped().forEach((why, n) -> entries.add(new Block.Entry(why, n + " rows")));
    if (!outcome.users().isEmpty())
      entries.add(new Block.Entry("users", String.valueOf(outcome.users().size())));
    return new Block.KeyValues("What was read", entries);
  }
}
