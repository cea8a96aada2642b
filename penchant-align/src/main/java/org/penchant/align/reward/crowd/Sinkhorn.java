package org.penchant.align.reward.crowd;

import java.util.Arrays;

/**
 * Optimal transport with an entropy, for costs of any form: the plan T >= 0 with T 1 = p, T' 1 = q
 * that minimises sum T M + epsilon sum T log T. Potentials are updated in logarithms, at epsilons
 * that fall by halves to the wanted one, so that small ones neither underflow nor crawl. Its cost
 * tends to optimal transport's as epsilon falls. Cuturi, "Sinkhorn distances", NeurIPS 2013.
 *
 * @param epsilon in units of the cost, positive
 * @param rounds at most, at every epsilon
 * @param tolerance the greatest error of a row's mass at which a round is the last
 */
public record Sinkhorn(double epsilon, int rounds, double tolerance) {
  public Sinkhorn {
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("epsilon = " + epsilon + ", must be positive");
    if (rounds < 1)
      throw new IllegalArgumentException("rounds = " + rounds + ", must be at least 1");
    if (!(tolerance > 0))
      throw new IllegalArgumentException("tolerance = " + tolerance + ", must be positive");
  }

  /** At most 5000 rounds to an error of 1e-9. */
  public static Sinkhorn of(double epsilon) {
    return new Sinkhorn(epsilon, 5000, 1e-9);
  }

  /** sum T M. */
  public double cost(double[] p, double[] q, double[][] costs) {
    double[][] plan = plan(p, q, costs);
    double sum = 0;
    for (int i = 0; i < p.length; i++)
      for (int j = 0; j < q.length; j++) sum += plan[i][j] * costs[i][j];
    return sum;
  }

  /**
   * T, [p][q].
   *
   * @param costs M, finite
   * @throws IllegalArgumentException if p or q is no distribution
   */
  public double[][] plan(double[] p, double[] q, double[][] costs) {
    Opinions.requireDistribution(p);
    Opinions.requireDistribution(q);
    if (costs.length != p.length || Arrays.stream(costs).anyMatch(row -> row.length != q.length))
      throw new IllegalArgumentException(
          "costs must be " + p.length + " by " + q.length + ", as the distributions");
    double[] f = new double[p.length];
    double[] g = new double[q.length];
    double most = Arrays.stream(costs).flatMapToDouble(Arrays::stream).max().orElse(0);
    for (double e = Math.max(epsilon, most); ; e = Math.max(epsilon, e / 2)) {
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < p.length; i++) f[i] = e * Math.log(p[i]) - e * row(g, costs, i, e);
        for (int j = 0; j < q.length; j++) g[j] = e * Math.log(q[j]) - e * column(f, costs, j, e);
        if (error(p, f, g, costs, e) <= tolerance) break;
      }
      if (e == epsilon) return transported(f, g, costs, e);
    }
  }

  private static double row(double[] g, double[][] costs, int i, double e) {
    double[] all = new double[g.length];
    for (int j = 0; j < all.length; j++) all[j] = (g[j] - costs[i][j]) / e;
    return logSum(all);
  }

  private static double column(double[] f, double[][] costs, int j, double e) {
    double[] all = new double[f.length];
    for (int i = 0; i < all.length; i++) all[i] = (f[i] - costs[i][j]) / e;
    return logSum(all);
  }

  private static double logSum(double[] all) {
    double most = Arrays.stream(all).max().orElse(Double.NEGATIVE_INFINITY);
    double sum = 0;
    for (double v : all) sum += Math.exp(v - most);
    return most + Math.log(sum);
  }

  private static double error(double[] p, double[] f, double[] g, double[][] costs, double e) {
    double worst = 0;
    for (int i = 0; i < p.length; i++)
      if (p[i] > 0)
        worst = Math.max(worst, Math.abs(p[i] - Math.exp(f[i] / e + row(g, costs, i, e))));
    return worst;
  }

  private static double[][] transported(double[] f, double[] g, double[][] costs, double e) {
    double[][] plan = new double[f.length][g.length];
    for (int i = 0; i < f.length; i++)
      for (int j = 0; j < g.length; j++) plan[i][j] = Math.exp((f[i] + g[j] - costs[i][j]) / e);
    return plan;
  }
}
