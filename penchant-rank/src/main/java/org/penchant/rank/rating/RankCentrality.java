package org.penchant.rank.rating;

import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.Connectivity;
import org.penchant.rank.standing.Standings;

/**
 * The logarithm, with the mean 0, of the stationary distribution of a walk that goes from i to j at
 * the rate of the share of their votes that j won. Negahban, Oh and Shah, "Rank centrality: ranking
 * from pairwise comparisons", Operations Research 65 (2017).
 */
public record RankCentrality() implements Rater {
  @Override
  public Standings rate(VoteTable votes) {
    Connectivity.require(votes);
    var won = WinMatrix.of(votes);
    int n = won.length;
    var rates = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        if (won[j][i] > 0) rates[i][j] = won[j][i] / (won[i][j] + won[j][i]);
    return Standings.of(toString(), votes.items(), Markov.utilities(Markov.stationary(rates)));
  }
}
