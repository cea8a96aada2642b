package org.penchant.rank.judge;

/** How far the answers on all pairs contradict each other. */
public final class Consistency {
  private Consistency() {}

  /**
   * Of all i, j, k with i better than j and j better than k, the share with i better than k; NaN if
   * there are none.
   *
   * @param probability of the row's item against the column's; the diagonal is not read
   */
  public static double transitivity(double[][] probability) {
    int n = probability.length;
    long chains = 0;
    long agree = 0;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        if (j == i || !(probability[i][j] > 0.5)) continue;
        for (int k = 0; k < n; k++) {
          if (k == i || k == j || !(probability[j][k] > 0.5)) continue;
          chains++;
          if (probability[i][k] > 0.5) agree++;
        }
      }
    return chains == 0 ? Double.NaN : agree / (double) chains;
  }

  /**
   * Share of triads that are cycles, (C(n,3) - sum_i C(w_i, 2)) / C(n,3) with w_i the wins of i, of
   * a tournament; a pair at 0.5 goes to the item of the lower number.
   */
  public static double cyclicTriads(double[][] probability) {
    int n = probability.length;
    double all = n * (n - 1.0) * (n - 2.0) / 6;
    double transitive = 0;
    for (int i = 0; i < n; i++) {
      double wins = 0;
      for (int j = 0; j < n; j++) {
        if (j == i) continue;
        double p = i < j ? probability[i][j] : 1 - probability[j][i];
        if (p > 0.5 || (p == 0.5 && i < j)) wins++;
      }
      transitive += wins * (wins - 1) / 2;
    }
    return all == 0 ? Double.NaN : (all - transitive) / all;
  }

  /** Share of unordered pairs whose first-shown item wins both times, or loses both times. */
  public static double orderInconsistency(double[][] firstShownWins) {
    int n = firstShownWins.length;
    int same = 0;
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++)
        if ((firstShownWins[i][j] - 0.5) * (firstShownWins[j][i] - 0.5) > 0) same++;
    return same / (n * (n - 1) / 2.0);
  }
}
