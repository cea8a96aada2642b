package org.penchant.align.reward;

import java.util.Locale;

/**
 * How far a predicted distribution p over ordered levels is from another, q, with slopes by p.
 * Levels have utilities u_1 > ... > u_K, equally spaced from 1 to 0.
 */
public enum Transport {
  /**
   * W_1 = sum_{k<K} (u_k - u_{k+1}) |P_k - Q_k|, P and Q cumulative; it bounds the error of the
   * expected utility.
   */
  OPTIMAL,
  /** -sum_k q_k log p_k, which does not know the levels' order. */
  CROSS_ENTROPY,
  /** sum_{k<K} (P_k - Q_k)^2. */
  CRAMER;

  /** The utility of level k (from 0, the best) of K. */
  public static double utility(int k, int levels) {
    return levels == 1 ? 1 : 1 - (double) k / (levels - 1);
  }

  /** The distance, whose slopes by p are added. */
  public double of(double[] p, double[] q, double[] byP) {
    if (p.length != q.length)
      throw new IllegalArgumentException(p.length + " levels against " + q.length);
    return this == CROSS_ENTROPY ? entropy(p, q, byP) : cumulative(p, q, byP);
  }

  private static double entropy(double[] p, double[] q, double[] byP) {
    double loss = 0;
    for (int k = 0; k < p.length; k++) {
      if (q[k] == 0) continue;
      loss -= q[k] * Math.log(p[k]);
      byP[k] -= q[k] / p[k];
    }
    return loss;
  }

  private double cumulative(double[] p, double[] q, double[] byP) {
    int levels = p.length;
    double step = levels == 1 ? 0 : 1.0 / (levels - 1);
    double[] by = new double[levels];
    double gap = 0;
    double loss = 0;
    for (int k = 0; k < levels - 1; k++) {
      gap += p[k] - q[k];
      loss += this == OPTIMAL ? step * Math.abs(gap) : gap * gap;
      by[k] = this == OPTIMAL ? step * Math.signum(gap) : 2 * gap;
    }
    double after = 0;
    for (int k = levels - 2; k >= 0; k--) {
      after += by[k];
      byP[k] += after;
    }
    return loss;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
