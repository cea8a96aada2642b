package org.penchant.app.rank;

import org.penchant.core.votes.VoteTable;
import org.penchant.rank.rating.WinMatrix;

/**
 * Who won how often against whom, ties as half.
 *
 * @param wins mass of votes the row's item took from the column's
 */
record WinMatrices(double[][] wins) {
  static WinMatrices of(VoteTable votes) {
    return new WinMatrices(WinMatrix.of(votes));
  }

  /** Mass of the votes between two items. */
  double battles(int item, int other) {
    return wins[item][other] + wins[other][item];
  }

  double battles(int item) {
    double sum = 0;
    for (int other = 0; other < wins.length; other++) sum += battles(item, other);
    return sum;
  }

  /** NaN where they never met. */
  double winRate(int item, int other) {
    double all = battles(item, other);
    return all > 0 ? wins[item][other] / all : Double.NaN;
  }

  double winRate(int item) {
    double sum = 0;
    for (double one : wins[item]) sum += one;
    double all = battles(item);
    return all > 0 ? sum / all : Double.NaN;
  }
}
