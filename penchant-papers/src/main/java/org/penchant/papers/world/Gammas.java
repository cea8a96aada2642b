package org.penchant.papers.world;

import java.util.random.RandomGenerator;

/**
 * Gamma numbers and shares made of them. Marsaglia and Tsang, "A simple method for generating gamma
 * variables", ACM Transactions on Mathematical Software 26 (2000).
 */
public final class Gammas {
  private Gammas() {}

  /** One of Gamma(shape, 1), shape positive. */
  public static double of(double shape, RandomGenerator random) {
    if (shape < 1) return of(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v <= 0) continue;
      v = v * v * v;
      if (Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** n shares of a symmetric Dirichlet distribution. */
  public static double[] dirichlet(int n, double concentration, RandomGenerator random) {
    double[] shares = new double[n];
    double sum = 0;
    while (!(sum > 0)) {
      sum = 0;
      for (int k = 0; k < n; k++) sum += shares[k] = of(concentration, random);
    }
    for (int k = 0; k < n; k++) shares[k] /= sum;
    return shares;
  }
}
