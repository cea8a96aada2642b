package org.penchant.align.objective;

/** The logistic function and its logarithm, exact in both tails. */
public final class Logistic {
  private Logistic() {}

  /** 1 / (1 + exp(-x)). */
  public static double sigmoid(double x) {
    if (x >= 0) return 1 / (1 + Math.exp(-x));
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /** log(1 / (1 + exp(-x))). */
  public static double logSigmoid(double x) {
    return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
  }
}
