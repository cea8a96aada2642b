package org.penchant.app.reward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.SkewSymmetric;
import org.penchant.align.reward.ensemble.Pooling;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.stats.Calibrator;
import org.penchant.core.stats.Moments;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;

/**
 * A reward model, or an ensemble, on preference pairs that trained nothing. Margins of an ensemble
 * are means over its members, and so are its calibrated probabilities. Where users differ, every
 * row is judged for its own annotator unless one is named.
 *
 * @param how the models and how rows reach them, pooled by the mean
 */
public record EvalJob(ScoreJob how) {
  public EvalJob {
    if (!(how.pooling() instanceof Pooling.Mean))
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--pool, --caution",
          how.pooling(),
          "is of single rewards; pairs are measured by their margins",
          "leave it out");
  }

  /**
   * What one model says of a pair.
   *
   * @param margin of the chosen against the rejected
   * @param probability calibrated; NaN if the model is not
   * @param rewards of both; none if the head compares pairs only
   */
  private record Said(double margin, double probability, double[] rewards) {}

  /**
   * Measures the decided pairs of rows.
   *
   * @param by a column to group by
   * @throws ProblemsException if no row is a decided pair, or none has the column
   */
  public Evaluation run(List<Comparison> rows, Optional<String> by, Progress progress)
      throws IOException {
    if (rows.stream().noneMatch(Comparison::isDecidedPair))
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          rows.size() + " rows, no decided pair",
          "accuracy is of pairs of which one was preferred",
          "give pairs: prompt, chosen, rejected");
    if (by.isPresent() && rows.stream().allMatch(r -> PairGroups.value(r, by.get()).isEmpty()))
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--by",
          by.get(),
          "no row has this column",
          "name a column of numbers or text");
    var warnings = new Problems();
    var models = new ArrayList<List<Optional<Said>>>();
    for (var folder : how.models()) {
      progress.stage("judging with " + folder);
      try (var loaded = LoadedReward.open(folder, how.how(), how.maxTokens())) {
        models.add(said(loaded, rows, warnings, progress));
      }
    }
    var pairs = new ArrayList<MeasuredPair>();
    var rewards = new ArrayList<Double>();
    int undecided = 0;
    int unread = 0;
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      if (!rows.get(i).isDecidedPair()) undecided++;
      else if (models.stream().anyMatch(m -> m.get(row).isEmpty())) unread++;
      else {
        var all = models.stream().map(m -> m.get(row).orElseThrow()).toList();
        double p = all.stream().mapToDouble(Said::probability).average().orElseThrow();
        pairs.add(
            new MeasuredPair(
                all.stream().mapToDouble(Said::margin).average().orElseThrow(),
                Double.isNaN(p) ? OptionalDouble.empty() : OptionalDouble.of(p),
                rows.get(i)));
        if (all.stream().allMatch(s -> s.rewards().length == 2))
          for (int c = 0; c < 2; c++) {
            int at = c;
            rewards.add(all.stream().mapToDouble(s -> s.rewards()[at]).average().orElseThrow());
          }
      }
    }
    if (pairs.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          unread + " pairs",
          "none could be read by the model",
          "see --max-length and --truncation");
    var leftOut = new LinkedHashMap<String, Integer>();
    if (undecided > 0) leftOut.put("no decided pair", undecided);
    if (unread > 0) leftOut.put("longer than the model reads", unread);
    double[] all = rewards.stream().mapToDouble(v -> v).toArray();
    return evaluation(PairFigures.of(pairs, rows, by), pairs, all, leftOut, warnings);
  }

  private List<Optional<Said>> said(
      LoadedReward loaded, List<Comparison> rows, Problems warnings, Progress progress)
      throws IOException {
    var head = loaded.model().head();
    var tables = loaded.model().values();
    var calibrator = loaded.calibrator();
    boolean own = head.personal() && how.user().isEmpty();
    int strangers = 0;
    var read = loaded.read(rows, how.vectors(), how.how(), loaded.user(how.user()), progress);
    var found = new ArrayList<Optional<Said>>();
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).isDecidedPair() || read.get(i).isEmpty()) {
        found.add(Optional.empty());
        continue;
      }
      var outputs = read.get(i).get().outputs();
      if (own) {
        var user = rows.get(i).feedback().mark().annotator().flatMap(n -> loaded.model().user(n));
        if (user.isEmpty()) strangers++;
        outputs = outputs.withUser(user.orElse(Outputs.POPULATION));
      }
      int chosen = rows.get(i).candidates().indexOf(rows.get(i).chosen());
      double margin = head.margin(outputs, tables) * (chosen == 0 ? 1 : -1);
      double[] rewards = new double[head instanceof SkewSymmetric ? 0 : 2];
      for (int c = 0; c < rewards.length; c++) {
        var one = new Outputs(new double[][] {outputs.z()[c]}, outputs.prompt(), outputs.user());
        rewards[c] = head.score(one, tables).orElseThrow();
      }
      found.add(Optional.of(new Said(margin, probability(calibrator, margin), rewards)));
    }
    if (strangers > 0)
      warnings.warn(
          loaded.folder().toString(),
          strangers + " rows",
          "are of annotators the model does not know, and were judged for the mean user",
          "fit them first: reward adapt");
    return found;
  }

  private static double probability(Optional<Calibrator> calibrator, double margin) {
    return calibrator.map(c -> c.probability(margin)).orElse(Double.NaN);
  }

  private Evaluation evaluation(
      PairFigures figures,
      List<MeasuredPair> pairs,
      double[] rewards,
      Map<String, Integer> leftOut,
      Problems warnings) {
    var raw = BothOrders.of(pairs, p -> p.probability(1));
    var numbers = new LinkedHashMap<String, Double>();
    numbers.put("margin", Moments.mean(MeasuredPair.margins(pairs)));
    numbers.put("brier", raw.brier());
    numbers.put("ece", raw.ece());
    if (rewards.length > 0) {
      numbers.put("reward/min", Arrays.stream(rewards).min().orElseThrow());
      numbers.put("reward/mean", Moments.mean(rewards));
      numbers.put("reward/max", Arrays.stream(rewards).max().orElseThrow());
    }
    var json = new LinkedHashMap<>(figures.json());
    json.putAll(numbers);
    json.put("left_out", leftOut);
    json.put("groups", figures.groupsJson());
    var text = new StringBuilder(figures.text());
    numbers.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, "%-14s %10.4f%n", name, value)));
    leftOut.forEach((why, n) -> text.append("left out: " + why + ", " + n + " rows\n"));
    var rest = new ArrayList<List<Cell>>();
    numbers.forEach((name, value) -> rest.add(List.of(Cell.of(name), Cell.of(value))));
    leftOut.forEach((why, n) -> rest.add(List.of(Cell.of("left out: " + why), Cell.count(n))));
    var sections = new ArrayList<Section>();
    if (!warnings.warnings().isEmpty())
      sections.add(Section.of("Warnings", new Block.Warnings(warnings.warnings())));
    sections.add(
        Section.of(
            "What it says of " + pairs.size() + " pairs",
            figures.figures(),
            new Block.Table("", List.of("", "value"), rest)));
    sections.addAll(figures.sections());
    return new Evaluation(
        "Reward model on preference data", json, text.toString(), sections, warnings.warnings());
  }
}
