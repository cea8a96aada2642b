package org.penchant.app.rank;

import org.penchant.core.votes.VoteTable;

/**
 * Who won how often against whom, ties as half.
 *
 * @param wins mass the row's item took from the column's
 * @param battles mass of votes between them
 */
record WinMatrices(double[][] wins, double[][] battles) {
  static WinMatrices of(VoteTable votes) {
    int n = votes.items().size();
    var wins = new double[n][n];
    var battles = new double[n][n];
    for (int r = 0; r < votes.rows(); r++) {
      int i = votes.first(r);
      int j = votes.second(r);
      double mass = votes.mass(r);
      wins[i][j] += mass * votes.outcome(r);
      wins[j][i] += mass * (1 - votes.outcome(r));
      battles[i][j] += mass;
      battles[j][i] += mass;
    }
    return new WinMatrices(wins, battles);
  }

  double battles(int item) {
    double sum = 0;
    for (double one : battles[item]) sum += one;
    return sum;
  }

  /** NaN where they never met. */
  double winRate(int item, int other) {
    return battles[item][other] > 0 ? wins[item][other] / battles[item][other] : Double.NaN;
  }

  double winRate(int item) {
    double sum = 0;
    for (double one : wins[item]) sum += one;
    double all = battles(item);
    return all > 0 ? sum / all : Double.NaN;
  }
}
