package org.penchant.align.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.penchant.align.objective.Coefficient;
import org.penchant.align.reward.RewardRow;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.stats.Calibration;
import org.penchant.core.stats.Moments;

/**
 * What a reward model said of one row.
 *
 * @param row the row
 * @param loss before aggregation
 * @param utilities of its candidates, the outside option's last if there is one
 * @param expected what the head expects its label to be; empty if candidates are compared
 */
public record RewardOutcome(RewardRow row, double loss, double[] utilities, double[] expected) {
  /** Whether the first of two was preferred to the second. */
  public boolean decidedPair() {
    return row.items().length == 2
        && row.columns().getOrDefault(Coefficient.ByTie.COLUMN, 0.0) != 1
        && (row.labels().length == 0 || row.labels()[0] > row.labels()[1]);
  }

  /** Utility of the chosen less that of the rejected. */
  public double margin() {
    return utilities[0] - utilities[1];
  }

  /**
   * Means over rows: {@code loss}; of decided pairs {@code accuracy} (ties half), {@code margin},
   * {@code brier} and {@code ece} of sigmoid(margin), both orders of every pair counted; {@code
   * reward/mean}, {@code /min}, {@code /max} and {@code /sd} over candidates; {@code accuracy} of
   * only responses that are good or bad by the sign of their utilities; {@code rmse} of labels.
   */
  public static Map<String, Double> metrics(double loss, List<RewardOutcome> rows) {
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("loss", loss);
    double[] margins =
        rows.stream()
            .filter(RewardOutcome::decidedPair)
            .mapToDouble(RewardOutcome::margin)
            .toArray();
    if (margins.length > 0) {
      metrics.put("accuracy", accuracy(margins));
      metrics.put("margin", Moments.mean(margins));
      var both = Calibration.bothOrders(Arrays.stream(margins).map(Logistic::sigmoid).toArray());
      metrics.put("brier", both.brier());
      metrics.put("ece", both.ece());
    }
    var only =
        rows.stream()
            .filter(r -> r.row().items().length == 1 && r.row().labels().length == 0)
            .toList();
    if (!only.isEmpty())
      metrics.put(
          "accuracy",
          only.stream().mapToDouble(r -> (r.utilities()[0] > 0) == r.row().good() ? 1 : 0).sum()
              / only.size());
    double[] errors =
        rows.stream()
            .filter(r -> r.expected.length > 0)
            .flatMapToDouble(r -> r.squares())
            .toArray();
    if (errors.length > 0) metrics.put("rmse", Math.sqrt(Moments.mean(errors)));
    double[] rewards =
        rows.stream()
            .flatMapToDouble(r -> Arrays.stream(r.utilities(), 0, r.row().items().length))
            .toArray();
    metrics.put("reward/mean", Moments.mean(rewards));
    metrics.put("reward/min", Arrays.stream(rewards).min().orElseThrow());
    metrics.put("reward/max", Arrays.stream(rewards).max().orElseThrow());
    if (rewards.length > 1) metrics.put("reward/sd", Math.sqrt(Moments.variance(rewards)));
    return metrics;
  }

  /** Squared errors of the labels that are known. */
  private DoubleStream squares() {
    double[] labels = row.labels();
    return IntStream.range(0, labels.length)
        .filter(k -> !Double.isNaN(labels[k]))
        .mapToDouble(k -> (expected[k] - labels[k]) * (expected[k] - labels[k]));
  }

  private static double accuracy(double[] margins) {
    return Arrays.stream(margins).map(m -> m > 0 ? 1 : m == 0 ? 0.5 : 0).average().orElseThrow();
  }
}
