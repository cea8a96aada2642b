package org.penchant.rank.rating;

import java.util.Arrays;

/**
 * Krippendorff's alpha: 1 - D_o / D_e, D_o the mean distance of two answers to the same unit and
 * D_e that of any two answers at all, with units of a single answer left out. Krippendorff, Content
 * Analysis (2004), chapter 11.
 *
 * @param distance of two values
 */
public record KrippendorffAlpha(Distance distance) {
  /** How far two values c and k are from each other. */
  public enum Distance {
    /** 0 if equal, 1 if not. */
    NOMINAL,
    /** (sum of n_g over the values g from c to k - (n_c + n_k) / 2)^2, n_g how often g occurs. */
    ORDINAL,
    /** (c - k)^2. */
    INTERVAL
  }

  /**
   * The coefficient.
   *
   * @param codes one row a rater, one column a unit; NaN where missing
   * @return at most 1; NaN if all answers are equal or no unit has two
   */
  public double of(double[][] codes) {
    double[] values =
        Arrays.stream(codes)
            .flatMapToDouble(Arrays::stream)
            .filter(x -> !Double.isNaN(x))
            .distinct()
            .sorted()
            .toArray();
    var pairs = coincidences(codes, values);
    double[] counts = Arrays.stream(pairs).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double all = Arrays.stream(counts).sum();
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < values.length; c++)
      for (int k = 0; k < values.length; k++) {
        double apart = apart(values, counts, c, k);
        observed += pairs[c][k] * apart;
        expected += counts[c] * counts[k] * apart;
      }
    return expected > 0 ? 1 - (all - 1) * observed / expected : Double.NaN;
  }

  /** How often two values meet in a unit, each pair of answers weighing 1 / (answers - 1). */
  private static double[][] coincidences(double[][] codes, double[] values) {
    var pairs = new double[values.length][values.length];
    int units = codes.length == 0 ? 0 : codes[0].length;
    for (int u = 0; u < units; u++) {
      int unit = u;
      int[] answers =
          Arrays.stream(codes)
              .mapToDouble(row -> row[unit])
              .filter(x -> !Double.isNaN(x))
              .mapToInt(x -> Arrays.binarySearch(values, x))
              .toArray();
      for (int i = 0; i < answers.length; i++)
        for (int j = 0; j < answers.length; j++)
          if (i != j) pairs[answers[i]][answers[j]] += 1.0 / (answers.length - 1);
    }
    return pairs;
  }

  private double apart(double[] values, double[] counts, int c, int k) {
    return switch (distance) {
      case NOMINAL -> c == k ? 0 : 1;
      case INTERVAL -> (values[c] - values[k]) * (values[c] - values[k]);
      case ORDINAL -> {
        double sum = 0;
        for (int g = Math.min(c, k); g <= Math.max(c, k); g++) sum += counts[g];
        sum -= (counts[c] + counts[k]) / 2;
        yield sum * sum;
      }
    };
  }
}
