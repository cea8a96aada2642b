package org.penchant.core.stats;

/** The logistic function, its logarithm and its slope, exact in both tails. */
public final class Logistic {
  private Logistic() {}

  /** 1 / (1 + exp(-x)), in [0, 1]. */
  public static double sigmoid(double x) {
    if (x >= 0) return 1 / (1 + Math.exp(-x));
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /**
   * log sigmoid(x), at most 0; about x far below 0, where the logarithm of the quotient is -inf.
   */
  public static double logSigmoid(double x) {
    return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
  }

  /** sigmoid(x) sigmoid(-x), in [0, 1/4]. */
  public static double slope(double x) {
    return sigmoid(x) * sigmoid(-x);
  }
}
