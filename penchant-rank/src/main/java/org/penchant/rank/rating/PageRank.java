package org.penchant.rank.rating;

import java.util.Arrays;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Standings;

/**
 * The share of time a walk spends with an item that goes from losers to winners in proportion to
 * the weights of the edges, and with probability 1 - damping, or where nothing leads on, to any
 * item alike; sums to 1. Page, Brin, Motwani and Winograd (1999).
 *
 * @param damping in [0, 1)
 */
public record PageRank(double damping, Edges edges) implements Rater {
  /** What a vote of outcome y, mass m leads to. */
  public enum Edges {
    /** m y from second to first and m (1 - y) from first to second. */
    SHARES,
    /**
     * m max(y, 1 - y) to the winner alone, to the first if they tie; both orders of a pair add up.
     * As papers/046-sparse-pairwise has it.
     */
    WINNER
  }

  private static final int STEPS = 10_000;

  public PageRank {
    if (!(damping >= 0 && damping < 1))
      throw new IllegalArgumentException("damping = " + damping + ", must be in [0, 1)");
  }

  public static PageRank defaults() {
    return new PageRank(0.85, Edges.SHARES);
  }

  public PageRank withEdges(Edges other) {
    return new PageRank(damping, other);
  }

  @Override
  public Standings rate(VoteTable votes) {
    var to = edges == Edges.SHARES ? WinMatrix.of(votes) : winners(votes);
    return Standings.of(toString(), votes.items(), walk(to));
  }

  private static double[][] winners(VoteTable votes) {
    int n = votes.items().size();
    var to = new double[n][n];
    for (int r = 0; r < votes.rows(); r++) {
      double y = votes.outcome(r);
      int winner = y >= 0.5 ? votes.first(r) : votes.second(r);
      int loser = y >= 0.5 ? votes.second(r) : votes.first(r);
      to[winner][loser] += votes.mass(r) * Math.max(y, 1 - y);
    }
    return to;
  }

  /** {@code to[i][j]} is the weight of the edge from j to i. */
  private double[] walk(double[][] to) {
    int n = to.length;
    var out = new double[n];
    for (var row : to) for (int j = 0; j < n; j++) out[j] += row[j];
    var x = new double[n];
    Arrays.fill(x, 1.0 / n);
    for (int step = 0; step < STEPS; step++) {
      double jump = 1 - damping;
      var flow = new double[n];
      for (int j = 0; j < n; j++) {
        if (out[j] > 0) flow[j] = damping * x[j] / out[j];
        else jump += damping * x[j];
      }
      var y = new double[n];
      double change = 0;
      for (int i = 0; i < n; i++) {
        y[i] = jump / n;
        for (int j = 0; j < n; j++) y[i] += to[i][j] * flow[j];
        change += Math.abs(y[i] - x[i]);
      }
      x = y;
      if (change < 1e-15) break;
    }
    return x;
  }
}
