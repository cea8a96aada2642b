package org.penchant.core.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** The normal and Student's t distribution, from Apache Commons Statistics. */
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
}
