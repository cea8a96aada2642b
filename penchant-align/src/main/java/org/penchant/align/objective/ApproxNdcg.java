package org.penchant.align.objective;

import org.penchant.core.numeric.Logistic;

/**
 * 1 - DCG / ideal DCG with the smooth rank 1 + sum_{j != i} sigmoid((s_j - s_i) / temperature) in
 * the place of the rank (Qin, Liu, Li: A general approximation framework for direct optimization of
 * information retrieval measures, 2010): gains 2^psi - 1, discounts 1 / log2(1 + rank).
 */
public record ApproxNdcg(double temperature) implements ListLoss {
  public ApproxNdcg {
    Require.positive("temperature", temperature);
  }

  /** Temperature 0.1. */
  public static ApproxNdcg defaults() {
    return new ApproxNdcg(0.1);
  }

  @Override
  public Sloped at(double[] s, double[] psi, double progress) {
    int n = s.length;
    double ideal = 0;
    int[] order = ListLoss.descending(psi);
    for (int k = 0; k < n; k++) ideal += gain(psi[order[k]]) * discount(k + 1);
    double[] slopes = new double[n];
    if (ideal == 0) return new Sloped(0, slopes);
    double dcg = 0;
    for (int i = 0; i < n; i++) {
      double rank = 1;
      for (int j = 0; j < n; j++) if (j != i) rank += Logistic.sigmoid((s[j] - s[i]) / temperature);
      dcg += gain(psi[i]) * discount(rank);
      double log = Math.log1p(rank);
      double byRank = gain(psi[i]) * Math.log(2) / ((1 + rank) * log * log) / ideal;
      for (int j = 0; j < n; j++) {
        if (j == i) continue;
        double p = Logistic.sigmoid((s[j] - s[i]) / temperature);
        double by = byRank * p * (1 - p) / temperature;
        slopes[j] += by;
        slopes[i] -= by;
      }
    }
    return new Sloped(1 - dcg / ideal, slopes);
  }

  private static double gain(double psi) {
    return Math.pow(2, psi) - 1;
  }

  private static double discount(double rank) {
    return Math.log(2) / Math.log1p(rank);
  }

  @Override
  public void check(double[] psi, String place, org.penchant.core.problems.Problems problems) {
    ListLoss.super.check(psi, place, problems);
    PairWeight.Lambda.defaults().check(psi, place, problems);
  }
}
