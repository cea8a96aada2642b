package org.penchant.rank.rating;

import java.util.Arrays;

/** Markov chains on items. */
public final class Markov {
  private Markov() {}

  /**
   * The stationary distribution of an irreducible chain, by elimination without subtractions, so
   * that small probabilities stay exact: Grassmann, Taksar and Heyman, "Regenerative analysis and
   * steady state distributions for Markov chains", Operations Research 33 (1985). O(n^3).
   *
   * @param rates from row to column; the diagonal is not read; overwritten
   */
  public static double[] stationary(double[][] rates) {
    int n = rates.length;
    for (int k = n - 1; k > 0; k--) {
      double out = Arrays.stream(rates[k], 0, k).sum();
      for (int i = 0; i < k; i++) {
        rates[i][k] /= out;
        for (int j = 0; j < k; j++) if (j != i) rates[i][j] += rates[i][k] * rates[k][j];
      }
    }
    var share = new double[n];
    share[0] = 1;
    for (int k = 1; k < n; k++) for (int i = 0; i < k; i++) share[k] += share[i] * rates[i][k];
    double sum = Arrays.stream(share).sum();
    for (int i = 0; i < n; i++) share[i] /= sum;
    return share;
  }

  /** Logarithms with the mean 0. */
  static double[] utilities(double[] shares) {
    double[] logs = Arrays.stream(shares).map(Math::log).toArray();
    double mean = Arrays.stream(logs).average().orElse(0);
    return Arrays.stream(logs).map(x -> x - mean).toArray();
  }
}
