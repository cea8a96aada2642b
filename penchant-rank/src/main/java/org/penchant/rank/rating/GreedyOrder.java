package org.penchant.rank.rating;

import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Standings;

/**
 * The order that puts first whoever has most for it less against it among those left, p(v) = sum
 * over u left of M(v, u) - M(u, v), M(first, second) the mass times outcome of their votes; the
 * score is n less the place. Ties, within 1e-9, go to the item that stands first in the table. An
 * ordered vote speaks for its first item alone, so that a bias to the first is not taken away.
 * Cohen, Schapire and Singer, "Learning to order things", JAIR 10 (1999).
 */
public record GreedyOrder() implements Rater {
  public static GreedyOrder defaults() {
    return new GreedyOrder();
  }

  @Override
  public Standings rate(VoteTable votes) {
    var net = net(votes);
    int n = net.length;
    double[] potential = potential(votes);
    var placed = new boolean[n];
    var scores = new double[n];
    for (int place = 1; place <= n; place++) {
      int best = -1;
      for (int v = 0; v < n; v++)
        if (!placed[v] && (best < 0 || potential[v] > potential[best] + Standings.TOLERANCE))
          best = v;
      placed[best] = true;
      scores[best] = n - place;
      for (int v = 0; v < n; v++) if (!placed[v]) potential[v] += net[best][v];
    }
    return Standings.of(toString(), votes.items(), scores);
  }

  /** What each item has for it less against it, against all others. */
  static double[] potential(VoteTable votes) {
    return java.util.Arrays.stream(net(votes))
        .mapToDouble(row -> java.util.Arrays.stream(row).sum())
        .toArray();
  }

  private static double[][] net(VoteTable votes) {
    int n = votes.items().size();
    var net = new double[n][n];
    for (int r = 0; r < votes.rows(); r++) {
      double won = votes.mass(r) * votes.outcome(r);
      net[votes.first(r)][votes.second(r)] += won;
      net[votes.second(r)][votes.first(r)] -= won;
    }
    return net;
  }
}
