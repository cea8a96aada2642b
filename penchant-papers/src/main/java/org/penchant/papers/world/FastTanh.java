package org.penchant.papers.world;

/**
 * tanh of whole arrays without a call for each: a continued fraction of z / 16, doubled four times
 * by tanh 2y = 2 tanh y / (1 + tanh^2 y). Within 1e-10 of tanh; the loop has no branches, so that
 * it runs on vectors.
 */
final class FastTanh {
  private FastTanh() {}

  /** Replaces every z by tanh z. */
  static void apply(double[] z) {
    for (int i = 0; i < z.length; i++) {
      double y = Math.max(-1, Math.min(1, z[i] / 16));
      double q = y * y;
      double t =
          y * (135135 + q * (17325 + q * (378 + q))) / (135135 + q * (62370 + q * (3150 + q * 28)));
      t = 2 * t / (1 + t * t);
      t = 2 * t / (1 + t * t);
      t = 2 * t / (1 + t * t);
      z[i] = 2 * t / (1 + t * t);
    }
  }
}
