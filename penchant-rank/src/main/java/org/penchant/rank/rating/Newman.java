package org.penchant.rank.rating;

import java.util.Arrays;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.Connectivity;
import org.penchant.rank.standing.Standings;

/**
 * Strengths p, of geometric mean 1, with ties of probability 2 v sqrt(p_i p_j) / (p_i + p_j + 2 v
 * sqrt(p_i p_j)), by the fast iteration of Newman, "Efficient computation of rankings from pairwise
 * comparisons", JMLR 24 (2023), equations for ties. Its limit is the maximum likelihood of
 * Davidson's model, whose nu is 2 v.
 */
public record Newman() implements Rater {
  private static final int ROUNDS = 100_000;
  private static final double TOLERANCE = 1e-13;

  @Override
  public Standings rate(VoteTable votes) {
    Connectivity.require(votes);
    int n = votes.items().size();
    var won = new double[n][n];
    var tied = new double[n][n];
    count(votes, won, tied);
    var p = new double[n];
    Arrays.fill(p, 1);
    double v = 1;
    for (int round = 0; round < ROUNDS; round++) {
      double change = step(won, tied, p, v);
      double next = ties(won, tied, p, v);
      change = Math.max(change, Math.abs(next - v));
      v = next;
      if (change < TOLERANCE) break;
    }
    return Standings.of(toString(), votes.items(), p);
  }

  private static void count(VoteTable votes, double[][] won, double[][] tied) {
    for (int r = 0; r < votes.rows(); r++) {
      int a = votes.first(r);
      int b = votes.second(r);
      double y = votes.outcome(r);
      if (y == Vote.TIED) {
        tied[a][b] += votes.mass(r);
        tied[b][a] += votes.mass(r);
      } else {
        won[a][b] += votes.mass(r) * y;
        won[b][a] += votes.mass(r) * (1 - y);
      }
    }
  }

  private static double step(double[][] won, double[][] tied, double[] p, double v) {
    int n = p.length;
    double change = 0;
    double logs = 0;
    for (int i = 0; i < n; i++) {
      double up = 0;
      double down = 0;
      for (int j = 0; j < n; j++) {
        double root = Math.sqrt(p[i] * p[j]);
        double all = p[i] + p[j] + 2 * v * root;
        up += (won[i][j] + tied[i][j] / 2) * (p[j] + v * root) / all;
        down += (won[j][i] + tied[i][j] / 2) * (1 + v * Math.sqrt(p[j] / p[i])) / all;
      }
      double next = up / down;
      change = Math.max(change, Math.abs(Math.log(next / p[i])));
      p[i] = next;
      logs += Math.log(next);
    }
    double scale = Math.exp(-logs / n);
    for (int i = 0; i < n; i++) p[i] *= scale;
    return change;
  }

  private static double ties(double[][] won, double[][] tied, double[] p, double v) {
    double up = 0;
    double down = 0;
    for (int i = 0; i < p.length; i++)
      for (int j = 0; j < p.length; j++) {
        double root = Math.sqrt(p[i] * p[j]);
        double all = p[i] + p[j] + 2 * v * root;
        up += tied[i][j] / 2 * (p[i] + p[j]) / all;
        down += won[i][j] * 2 * root / all;
      }
    return up / down;
  }
}
