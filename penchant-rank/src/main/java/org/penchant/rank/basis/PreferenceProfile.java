package org.penchant.rank.basis;

import java.util.List;

/**
 * How often each category decides in a group's comparisons.
 *
 * @param shares of the categories; their sum is 1
 * @param size how many comparisons have a category
 */
public record PreferenceProfile(double[] shares, long size) {
  /**
   * Of labels; -1 is none and does not count.
   *
   * @throws IllegalArgumentException if a label is unknown or none is left
   */
  public static PreferenceProfile of(int[] labels, int categories) {
    double[] shares = new double[categories];
    long n = 0;
    for (int label : labels) {
      if (label < -1 || label >= categories)
        throw new IllegalArgumentException(
            "label " + label + " is not one of " + categories + " categories");
      if (label < 0) continue;
      shares[label]++;
      n++;
    }
    if (n == 0) throw new IllegalArgumentException("no comparison has a category");
    for (int c = 0; c < categories; c++) shares[c] /= n;
    return new PreferenceProfile(shares, n);
  }

  /** Of the union of two groups: the mean weighted by their sizes. */
  public PreferenceProfile and(PreferenceProfile other) {
    double[] both = new double[shares.length];
    for (int c = 0; c < both.length; c++)
      both[c] = (shares[c] * size + other.shares[c] * other.size) / (size + other.size);
    return new PreferenceProfile(both, size + other.size);
  }

  /** Half the sum of absolute differences, in [0, 1]. */
  public double totalVariation(PreferenceProfile other) {
    double sum = 0;
    for (int c = 0; c < shares.length; c++) sum += Math.abs(shares[c] - other.shares[c]);
    return sum / 2;
  }

  /** The Jensen-Shannon divergence, in [0, ln 2]. */
  public double jensenShannon(PreferenceProfile other) {
    double sum = 0;
    for (int c = 0; c < shares.length; c++) {
      double middle = (shares[c] + other.shares[c]) / 2;
      if (shares[c] > 0) sum += shares[c] * Math.log(shares[c] / middle) / 2;
      if (other.shares[c] > 0) sum += other.shares[c] * Math.log(other.shares[c] / middle) / 2;
    }
    return sum;
  }

  /**
   * How often categories occur together, [K][K]; the diagonal counts each.
   *
   * @param labels the categories of every comparison
   */
  public static long[][] together(List<int[]> labels, int categories) {
    long[][] counts = new long[categories][categories];
    for (int[] of : labels) for (int a : of) for (int b : of) counts[a][b]++;
    return counts;
  }
}
