package org.penchant.core.stats;

import java.util.Arrays;

/**
 * Student's t of a mean or a difference of means.
 *
 * @param difference the mean, or the difference of means, less its value under the null hypothesis
 * @param standardError of the difference
 * @param t difference / standardError; with no spread, 0 where the difference is 0, else infinite
 * @param df degrees of freedom
 * @param p two-sided p-value, P(|T| >= |t|)
 */
public record TTest(double difference, double standardError, double t, double df, double p) {
  /**
   * Tests mean(x) = {@code mu}: t = (mean - mu) / (sd / sqrt n), df = n - 1. Student, "The probable
   * error of a mean", Biometrika 6 (1908).
   *
   * @throws IllegalArgumentException with fewer than two values, or if one is not finite
   */
  public static TTest oneSample(double[] x, double mu) {
    return of(Moments.mean(x) - mu, Moments.standardError(x), x.length - 1);
  }

  /**
   * Tests mean(a - b) = 0 over pairs, such as two methods on the same seeds.
   *
   * @throws IllegalArgumentException if lengths differ, with fewer than two pairs, or if a value is
   *     not finite
   */
  public static TTest paired(double[] a, double[] b) {
    Checks.sameLength(a, b);
    double[] d = new double[a.length];
    Arrays.setAll(d, i -> a[i] - b[i]);
    return oneSample(d, 0);
  }

  /**
   * Tests mean(a) = mean(b) of independent samples whose variances may differ: t = (mean_a -
   * mean_b) / sqrt(v_a + v_b), df = (v_a + v_b)^2 / (v_a^2 / (n_a - 1) + v_b^2 / (n_b - 1)), v =
   * variance / n. Welch, "The generalization of Student's problem", Biometrika 34 (1947).
   *
   * @throws IllegalArgumentException with fewer than two values a side, or if one is not finite
   */
  public static TTest welch(double[] a, double[] b) {
    double va = Moments.variance(a) / a.length;
    double vb = Moments.variance(b) / b.length;
    double sum = va + vb;
    double df =
        sum == 0
            ? a.length + b.length - 2
            : sum * sum / (va * va / (a.length - 1) + vb * vb / (b.length - 1));
    return of(Moments.mean(a) - Moments.mean(b), Math.sqrt(sum), df);
  }

  /** The interval of the difference, difference -+ t_(1 + confidence) / 2 times standardError. */
  public Interval interval(double confidence) {
    Checks.confidence(confidence);
    double half = Distributions.studentQuantile((1 + confidence) / 2, df) * standardError;
    return new Interval(difference, difference - half, difference + half, confidence);
  }

  private static TTest of(double difference, double standardError, double df) {
    double t = difference == 0 ? 0 : difference / standardError;
    double p = Double.isInfinite(t) ? 0 : Distributions.studentTwoSided(t, df);
    return new TTest(difference, standardError, t, df, p);
  }
}
