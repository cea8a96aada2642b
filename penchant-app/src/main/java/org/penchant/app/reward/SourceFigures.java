package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penchant.align.train.RewardOutcome;
import org.penchant.align.train.Trainer;
import org.penchant.core.preference.Comparison;
import org.penchant.core.stats.Calibration;
import org.penchant.core.stats.Interval;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Series;

/**
 * What training on several sources did to each: its weights step by step, and the accuracy and
 * calibration of its held-out pairs before and after.
 */
record SourceFigures(
    Map<String, Measured> before, Map<String, Measured> after, Map<String, double[]> weights) {
  /**
   * One source's pairs, both orders of each.
   *
   * @param ece expected, {@code ace} average and {@code mce} greatest error of ten bins
   */
  record Measured(int pairs, Interval accuracy, Interval ece, double ace, double mce) {
    static Measured of(List<MeasuredPair> pairs) {
      var all = BothOrders.of(pairs, p -> p.probability(1)).said();
      return new Measured(
          pairs.size(),
          MeasuredPair.accuracy(pairs),
          MeasuredPair.interval(pairs, some -> BothOrders.of(some, p -> p.probability(1)).ece()),
          Calibration.averageCalibrationError(all.predicted(), all.happened(), Calibration.BINS),
          Calibration.maximumCalibrationError(all.predicted(), all.happened(), Calibration.BINS));
    }
  }

  /**
   * @param names of the sources
   * @param request which says what tells them apart
   * @param rows that were held out, of these outcomes
   */
  static SourceFigures of(
      List<String> names,
      RewardRequest request,
      List<Comparison> rows,
      List<RewardOutcome> before,
      List<RewardOutcome> after,
      Trainer.Result result) {
    var weights = new LinkedHashMap<String, double[]>();
    for (String name : names)
      weights.put(
          name,
          result.history().stream()
              .mapToDouble(m -> m.getOrDefault("lambda/" + name, Double.NaN))
              .toArray());
    return new SourceFigures(
        measured(request, PairFigures.measured(before, rows)),
        measured(request, PairFigures.measured(after, rows)),
        weights);
  }

  private static Map<String, Measured> measured(RewardRequest request, List<MeasuredPair> pairs) {
    var of =
        RewardParts.sources(
            pairs.stream().map(MeasuredPair::source).toList(),
            request.extras().sources().flatMap(RewardExtras.Sources::column),
            request.rows().files());
    var groups = new LinkedHashMap<String, List<MeasuredPair>>();
    for (int i = 0; i < pairs.size(); i++)
      groups.computeIfAbsent(of.get(i), _ -> new ArrayList<>()).add(pairs.get(i));
    var found = new LinkedHashMap<String, Measured>();
    groups.forEach((name, some) -> found.put(name, Measured.of(some)));
    return found;
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElse(Double.NaN);
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    var mean = new LinkedHashMap<String, Double>();
    weights.forEach((name, values) -> mean.put(name, mean(values)));
    json.put("mean_weights", mean);
    json.put("before", before);
    json.put("after", after);
    return Map.of("sources", json);
  }

  String text() {
    var text = new StringBuilder();
    weights.forEach((name, values) ->
        text.append(String.format(Locale.ROOT, "%s: mean weight %.3f%n", name, mean(values))));
    after.forEach((name, m) -> {
      var was = before.get(name);
      text.append(
          String.format(
              Locale.ROOT,
              "%s: accuracy %.3f -> %.3f (%.3f to %.3f), calibration error %.4f -> %.4f (%.4f to"
                  + " %.4f), average %.4f, greatest %.4f, %d pairs%n",
              name,
              was == null ? Double.NaN : was.accuracy().estimate(),
              m.accuracy().estimate(),
              m.accuracy().low(),
              m.accuracy().high(),
              was == null ? Double.NaN : was.ece().estimate(),
              m.ece().estimate(),
              m.ece().low(),
              m.ece().high(),
              m.ace(),
              m.mce(),
              m.pairs()));
    });
    return text.toString();
  }

  Section section() {
    var series = new ArrayList<Series>();
    weights.forEach((name, values) -> {
      double[] x = new double[values.length];
      for (int i = 0; i < x.length; i++) x[i] = i + 1;
      series.add(Series.of(name, x, values));
    });
    var rows = new ArrayList<List<Cell>>();
    after.forEach((name, m) -> {
      var was = before.get(name);
      if (was != null) rows.add(row(name, "before", was));
      rows.add(row(name, "after", m));
    });
    return new Section(
        "Sources",
        List.of(
            new Block.LineChart(
                "Weights of sources' losses", Axis.linear("step"), Axis.linear("lambda"), series),
            new Block.Table(
                "Held-out pairs, both orders, ten bins, before and after training",
                List.of(
                    "source",
                    "",
                    "pairs",
                    "accuracy",
                    "low",
                    "high",
                    "expected calibration error",
                    "low",
                    "high",
                    "average",
                    "greatest"),
                rows)));
  }

  private static List<Cell> row(String name, String when, Measured m) {
    return List.of(
        Cell.of(name),
        Cell.of(when),
        Cell.count(m.pairs()),
        Cell.percent(m.accuracy().estimate()),
        Cell.percent(m.accuracy().low()),
        Cell.percent(m.accuracy().high()),
        Cell.of(m.ece().estimate()),
        Cell.of(m.ece().low()),
        Cell.of(m.ece().high()),
        Cell.of(m.ace()),
        Cell.of(m.mce()));
  }
}
