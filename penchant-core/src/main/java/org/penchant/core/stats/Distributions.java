package org.penchant.core.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** The normal, Student's t, beta and binomial distributions, from Apache Commons Statistics. */
public final class Distributions {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Distributions() {}

  /** P(Z <= z) for a standard normal Z. */
  public static double normalCdf(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  /** The z with P(Z <= z) = p for a standard normal Z. */
  public static double normalQuantile(double p) {
    return NORMAL.inverseCumulativeProbability(p);
  }

  /** P(T <= t) for Student's t with {@code df} > 0 degrees of freedom, not only whole ones. */
  public static double studentCdf(double t, double df) {
    return TDistribution.of(df).cumulativeProbability(t);
  }

  /** The t with P(T <= t) = p for Student's t with {@code df} degrees of freedom. */
  public static double studentQuantile(double p, double df) {
    return TDistribution.of(df).inverseCumulativeProbability(p);
  }

  /** P(|T| >= |t|) for Student's t: the two-sided p-value, accurate in the tail. */
  public static double studentTwoSided(double t, double df) {
    return 2 * TDistribution.of(df).survivalProbability(Math.abs(t));
  }

  /** The x with P(X <= x) = p for X of Beta(a, b), a and b positive. */
  public static double betaQuantile(double p, double a, double b) {
    return BetaDistribution.of(a, b).inverseCumulativeProbability(p);
  }

  /** P(X <= k) for k heads of {@code n} tosses of a coin of probability p. */
  public static double binomialCdf(int k, int n, double p) {
    return BinomialDistribution.of(n, p).cumulativeProbability(k);
  }
}
