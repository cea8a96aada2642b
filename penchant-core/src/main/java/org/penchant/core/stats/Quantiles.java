package org.penchant.core.stats;

/**
 * Sample quantiles by linear interpolation of the order statistics: with h = (n - 1) p, the value
 * is x_(floor h) + (h - floor h)(x_(floor h + 1) - x_(floor h)), 0-based; definition 7 of Hyndman
 * and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996).
 */
public final class Quantiles {
  private Quantiles() {}

  /**
   * The {@code p}-quantile.
   *
   * @param p in [0, 1]
   * @throws IllegalArgumentException if {@code x} is empty or holds NaN, or p is out of range
   */
  public static double quantile(double[] x, double p) {
    return quantiles(x, p)[0];
  }

  /** Many quantiles of one sample, which is sorted once. */
  public static double[] quantiles(double[] x, double... p) {
    Checks.atLeast(1, x, "x");
    Checks.ordered(x, "x");
    double[] sorted = x.clone();
    java.util.Arrays.sort(sorted);
    double[] result = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      Checks.probability(p[i], "p");
      double h = (sorted.length - 1) * p[i];
      int low = (int) Math.floor(h);
      int high = Math.min(low + 1, sorted.length - 1);
      double share = h - low;
      result[i] =
          share == 0 || sorted[low] == sorted[high]
              ? sorted[low]
              : (1 - share) * sorted[low] + share * sorted[high];
    }
    return result;
  }

  /** The middle value, or the mean of the two middle ones. */
  public static double median(double[] x) {
    return quantile(x, 0.5);
  }
}
