package org.penchant.rank.rating;

import org.penchant.core.votes.VoteTable;

/** How much of the votes the row's item took from the column's; a tie is half for each. */
public final class WinMatrix {
  private WinMatrix() {}

  /** won[i][j]; won[i][j] + won[j][i] is the mass of votes between i and j. */
  public static double[][] of(VoteTable votes) {
    int n = votes.items().size();
    var won = new double[n][n];
    for (int r = 0; r < votes.rows(); r++) {
      won[votes.first(r)][votes.second(r)] += votes.mass(r) * votes.outcome(r);
      won[votes.second(r)][votes.first(r)] += votes.mass(r) * (1 - votes.outcome(r));
    }
    return won;
  }
}
