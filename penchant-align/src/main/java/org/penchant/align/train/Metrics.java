package org.penchant.align.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.penchant.align.objective.Coefficient;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Moments;
import org.penchant.core.stats.Scores;

/**
 * The numbers of a pass under TRL's names, and how far likelihoods moved. A metric that has no
 * value (no pairs, no reference) is left out.
 */
public final class Metrics {
  private Metrics() {}

  /**
   * Means over rows: {@code loss}; {@code rewards/chosen}, {@code /rejected}, {@code /margins},
   * {@code /accuracies} (ties count as wrong); {@code logps/chosen}, {@code /rejected}; {@code
   * logps_change/chosen}, {@code /rejected} and {@code .../per_token} against the reference; {@code
   * ranking_accuracy} (policy likelihoods, ties right), of a list between its best and its worst
   * label; {@code rewards/kendall_tau} of lists; ties in the data count in none of these; their
   * share is {@code ties}; {@code degree/loss} and {@code /accuracy} of rows with copies; {@code
   * entropy} per trained token; mean and least {@code weight}, {@code offset} and {@code factor}
   * where the objective has them vary, and the effective share of rows under the weights, (sum w)^2
   * / (n sum w^2).
   */
  public static Map<String, Double> of(double loss, List<RowOutcome> rows) {
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("loss", loss);
    if (rows.getFirst().example().compares()) compared(metrics, rows);
    else {
      side(metrics, "chosen", rows, r -> r.example().good(), 0);
      side(metrics, "rejected", rows, r -> !r.example().good(), 0);
    }
    for (String name : new TreeSet<>(rows.getFirst().varying().keySet())) {
      double[] values =
          rows.stream().mapToDouble(r -> r.varying().getOrDefault(name, 0.0)).toArray();
      metrics.put(name + "/mean", Moments.mean(values));
      metrics.put(name + "/min", Arrays.stream(values).min().orElseThrow());
      if (name.equals("weight") && Arrays.stream(values).anyMatch(v -> v > 0))
        metrics.put("weight/effective_share", Scores.effectiveSampleSize(values) / values.length);
    }
    var degrees = rows.stream().flatMap(row -> row.degree().stream()).toList();
    if (!degrees.isEmpty()) {
      int n = degrees.size();
      metrics.put("degree/loss", degrees.stream().mapToDouble(d -> d.loss()).sum() / n);
      metrics.put("degree/accuracy", degrees.stream().mapToDouble(d -> d.accuracy()).sum() / n);
    }
    double tokens = 0;
    double entropy = 0;
    for (var row : rows) {
      for (int length : row.lengths()) tokens += length;
      entropy += row.entropy();
    }
    metrics.put("entropy", entropy / tokens);
    return metrics;
  }

  private static void compared(Map<String, Double> metrics, List<RowOutcome> all) {
    var rows = all.stream().filter(row -> !tie(row)).toList();
    if (rows.size() < all.size()) tied(metrics, all, rows.size());
    if (rows.isEmpty()) return;
    side(metrics, "chosen", rows, _ -> true, 0);
    side(metrics, "rejected", rows, _ -> true, 1);
    if (rows.getFirst().rewards().length > 1) {
      metrics.put("rewards/margins", mean(rows, r -> r.rewards()[0] - r.rewards()[1]));
      metrics.put("rewards/accuracies", mean(rows, r -> r.rewards()[0] > r.rewards()[1] ? 1 : 0));
    }
    metrics.put("ranking_accuracy", mean(rows, r -> r.logps()[0] >= r.logps()[1] ? 1 : 0));
    var lists = rows.stream().filter(row -> row.rewards().length > 2).toList();
    if (!lists.isEmpty()) metrics.put("rewards/kendall_tau", mean(lists, Metrics::tau));
  }

  /** The share of ties, and the mean losses of decided pairs and of ties where there are any. */
  private static void tied(Map<String, Double> metrics, List<RowOutcome> all, int decided) {
    metrics.put("ties", (all.size() - decided) / (double) all.size());
    metrics.put("loss/ties", mean(all.stream().filter(Metrics::tie).toList(), RowOutcome::loss));
    if (decided > 0)
      metrics.put(
          "loss/decided", mean(all.stream().filter(row -> !tie(row)).toList(), RowOutcome::loss));
  }

  private static boolean tie(RowOutcome row) {
    return row.example().columns().getOrDefault(Coefficient.ByTie.COLUMN, 0.0) == 1;
  }

  /** Kendall's tau-b of rewards and labels. */
  private static double tau(RowOutcome row) {
    int[] order = row.example().bestWorstOthers();
    double[] labels = Arrays.stream(order).mapToDouble(i -> row.example().labels()[i]).toArray();
    double tau = Correlation.kendallTauB(row.rewards(), labels);
    return Double.isNaN(tau) ? 0 : tau;
  }

  private static void side(
      Map<String, Double> metrics,
      String name,
      List<RowOutcome> all,
      Predicate<RowOutcome> belongs,
      int i) {
    var rows = all.stream().filter(belongs).toList();
    if (rows.isEmpty()) return;
    metrics.put("logps/" + name, mean(rows, r -> r.logps()[i]));
    if (rows.getFirst().rewards().length > i)
      metrics.put("rewards/" + name, mean(rows, r -> r.rewards()[i]));
    if (rows.getFirst().references().length > i) {
      metrics.put("logps_change/" + name, mean(rows, r -> r.logps()[i] - r.references()[i]));
      metrics.put(
          "logps_change/" + name + "/per_token",
          mean(rows, r -> (r.logps()[i] - r.references()[i]) / r.lengths()[i]));
    }
  }

  private static double mean(List<RowOutcome> rows, ToDoubleFunction<RowOutcome> value) {
    double total = 0;
    for (var row : rows) total += value.applyAsDouble(row);
    return total / rows.size();
  }
}
