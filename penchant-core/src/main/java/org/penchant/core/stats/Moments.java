package org.penchant.core.stats;

import java.util.Arrays;

/** Mean and spread of a sample. All functions refuse values that are not finite. */
public final class Moments {
  private Moments() {}

  /**
   * The mean, sum(x) / n, with compensated summation.
   *
   * @throws IllegalArgumentException if {@code x} is empty or not finite
   */
  public static double mean(double[] x) {
    Checks.atLeast(1, x, "x");
    Checks.finite(x, "x");
    return Arrays.stream(x).sum() / x.length;
  }

  /**
   * The unbiased sample variance, sum((x - mean)^2) / (n - 1).
   *
   * @throws IllegalArgumentException with fewer than two values, or if one is not finite
   */
  public static double variance(double[] x) {
    Checks.atLeast(2, x, "x");
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  /** The square root of {@link #variance}. */
  public static double sd(double[] x) {
    return Math.sqrt(variance(x));
  }

  /** The standard error of the mean, sd / sqrt(n). */
  public static double standardError(double[] x) {
    return sd(x) / Math.sqrt(x.length);
  }
}
