package org.penchant.core.numeric;

/** The logistic function without overflow. */
public final class Logistic {
  private Logistic() {}

  /** 1 / (1 + e^-x). */
  public static double sigmoid(double x) {
    if (x >= 0) return 1 / (1 + Math.exp(-x));
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /** log(1 / (1 + e^-x)). */
  public static double logSigmoid(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** Its slope, sigmoid(x) sigmoid(-x), in [0, 1/4]. */
  public static double slope(double x) {
    return sigmoid(x) * sigmoid(-x);
  }

  /** log(1 + e^x) = -log sigmoid(-x). */
  public static double softplus(double x) {
    return -logSigmoid(-x);
  }
}
