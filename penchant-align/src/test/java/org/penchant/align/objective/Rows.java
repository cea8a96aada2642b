package org.penchant.align.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.penchant.testkit.seed.Edges;

/** Random rows for tests. */
final class Rows {
  private Rows() {}

  static List<Row> pairs(RandomGenerator random, int n) {
    var rows = new ArrayList<Row>();
    double progress = random.nextDouble();
    double baseline = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      double rejected = random.nextGaussian();
      rows.add(
          Row.pair(response(random), response(random))
              .withContext(Context.NONE.withProgress(progress).withBaseline(baseline))
              .withColumns(
                  Map.of(
                      "margin",
                      random.nextGaussian(),
                      "soft_label",
                      random.nextDouble(),
                      "chosen_rating",
                      rejected + random.nextDouble(),
                      "rejected_rating",
                      rejected)));
    }
    return rows;
  }

  /** Lists of 2 to 5 candidates with labels in [0, 1], some equal. */
  static List<Row> lists(RandomGenerator random, int n) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < n; i++) {
      var candidates = new ArrayList<Response>();
      int k = 2 + random.nextInt(4);
      double[] labels = new double[k];
      for (int c = 0; c < k; c++) {
        candidates.add(response(random));
        labels[c] = random.nextInt(8) / 7.0;
      }
      rows.add(Row.list(candidates, labels));
    }
    return rows;
  }

  static Response response(RandomGenerator random) {
    int n = Edges.length(random, 7);
    double[] logps = new double[n];
    double[] reference = new double[n];
    double[] sampled = new double[n];
    double[] greedy = new double[n];
    for (int t = 0; t < n; t++) {
      logps[t] = -0.05 - 2 * random.nextDouble();
      reference[t] = logps[t] + 0.6 * (random.nextDouble() - 0.5);
      sampled[t] = -random.nextDouble();
      greedy[t] = -0.5 * random.nextDouble();
    }
    return new Response(logps, reference)
        .withCalibration(Map.of(Calibration.SAMPLED, sampled, Calibration.GREEDY, greedy));
  }
}
