package org.penchant.core.stats;

import java.util.random.RandomGenerator;

/**
 * Fisher's randomisation test of paired samples: under the null hypothesis the sign of each
 * difference is a fair coin. Fisher, The Design of Experiments (1935).
 */
public final class SignFlip {
  /** Up to so many pairs all 2^n assignments are counted. */
  private static final int EXACT = 12;

  private SignFlip() {}

  /**
   * Two-sided p: the share of sign assignments with |sum| at least the observed; exact up to 12
   * pairs, else (1 + how many of {@code draws}) / (1 + draws).
   *
   * @param draws at least 1
   * @throws IllegalArgumentException if lengths differ, with no pairs, or if a value is not finite
   */
  public static double p(double[] a, double[] b, int draws, RandomGenerator random) {
    Checks.sameLength(a, b);
    Checks.atLeast(1, a, "a");
    Checks.finite(a, "a");
    Checks.finite(b, "b");
    if (draws < 1) throw new IllegalArgumentException("draws = " + draws + ", must be at least 1");
    int n = a.length;
    double observed = 0;
    double size = 0;
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      d[i] = a[i] - b[i];
      observed += d[i];
      size += Math.abs(d[i]);
    }
    double least = Math.abs(observed) - 1e-12 * size;
    long extreme = 0;
    long all = n <= EXACT ? 1L << n : draws;
    for (long k = 0; k < all; k++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        boolean flip = n <= EXACT ? (k >> i & 1) == 1 : random.nextBoolean();
        sum += flip ? -d[i] : d[i];
      }
      if (Math.abs(sum) >= least) extreme++;
    }
    return n <= EXACT ? extreme / (double) all : (extreme + 1.0) / (all + 1.0);
  }
}
