package org.penchant.rank.rating;

import java.util.Arrays;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.Connectivity;
import org.penchant.rank.standing.Standings;

/**
 * Wins count by whom they are over: s = W s / lambda, W the wins (ties half), lambda its largest
 * eigenvalue, s of length 1. Landau (1895); Kendall, "Further contributions to the theory of paired
 * comparisons", Biometrics 11 (1955). The evalica library takes W' instead, which ranks losses.
 */
public record Eigenvector() implements Rater {
  private static final int STEPS = 100_000;

  @Override
  public Standings rate(VoteTable votes) {
    Connectivity.require(votes);
    return Standings.of(toString(), votes.items(), principal(WinMatrix.of(votes)));
  }

  /** Power iteration of a matrix lifted by its mean row sum, so that it cannot oscillate. */
  static double[] principal(double[][] matrix) {
    int n = matrix.length;
    double lift = Arrays.stream(matrix).mapToDouble(r -> Arrays.stream(r).sum()).sum() / n;
    var x = new double[n];
    Arrays.fill(x, 1 / Math.sqrt(n));
    for (int step = 0; step < STEPS; step++) {
      var y = new double[n];
      double square = 0;
      for (int i = 0; i < n; i++) {
        double sum = lift * x[i];
        for (int j = 0; j < n; j++) sum += matrix[i][j] * x[j];
        y[i] = sum;
        square += sum * sum;
      }
      double norm = Math.sqrt(square);
      double change = 0;
      for (int i = 0; i < n; i++) {
        y[i] /= norm;
        change = Math.max(change, Math.abs(y[i] - x[i]));
      }
      x = y;
      if (change < 1e-15) break;
    }
    return x;
  }
}
