package org.penchant.rank.matrix;

import java.util.Arrays;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.stats.Quantiles;

/**
 * Splits observed log-odds M into a low-rank part L and few corrupted entries S by alternation
 * (arXiv 2403.02745): S takes M - L where it is suspicious, L becomes the nearest skew-symmetric
 * matrix of the rank to M - S where observed and to itself elsewhere. Entries of weight v count as
 * v M + (1 - v) L, which leads to the weighted fit (Srebro and Jaakkola, 2003), and are suspected
 * by sqrt(v) |M - L|.
 *
 * <p>Genuine circles of preference look like corruption: read what is flagged before correcting
 * what people said.
 *
 * @param suspicion which entries count as corrupted
 * @param rank of L, an even number: 2 under Bradley-Terry
 * @param rounds at most
 * @param tolerance of the relative change of L, at which it stops
 */
public record RobustCompletion(Suspicion suspicion, int rank, int rounds, double tolerance) {
  /** Of an item's comparisons, flagged: above it the split is not determined. */
  public static final double MOST_FLAGGED = 0.4;

  private static final double TO_SIGMA = 1.4826;
  private static final double LEAST = 1e-6;

  public RobustCompletion {
    if (rank < 2 || rank % 2 != 0)
      throw new IllegalArgumentException(
          "rank = "
              + rank
              + ", must be even and at least 2: skew-symmetric matrices have no other");
    if (rounds < 1)
      throw new IllegalArgumentException("rounds = " + rounds + ", must be at least 1");
    if (!(tolerance >= 0))
      throw new IllegalArgumentException("tolerance = " + tolerance + ", must not be negative");
  }

  /** Outliers, rank 2, at most 100 rounds, change below 1e-6. */
  public static RobustCompletion defaults() {
    return new RobustCompletion(Suspicion.Outliers.defaults(), 2, 100, 1e-6);
  }

  public RobustCompletion withRank(int other) {
    return new RobustCompletion(suspicion, other, rounds, tolerance);
  }

  public RobustCompletion withSuspicion(Suspicion other) {
    return new RobustCompletion(other, rank, rounds, tolerance);
  }

  /**
   * Completes and cleans.
   *
   * @throws ProblemsException if the comparisons leave groups of items apart
   */
  public Completed of(PairMatrix pairs) {
    pairs.requireConnected();
    int n = pairs.items().size();
    double[][] low = new double[n][n];
    if (suspicion instanceof Suspicion.Outliers) {
      double[] m = pairs.rowMedians();
      for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) low[i][j] = m[i] - m[j];
    }
    boolean[][] flagged = new boolean[n][n];
    double[] values = new double[0];
    double change = Double.POSITIVE_INFINITY;
    int round = 0;
    while (round < rounds && change >= tolerance) {
      flagged = flagged(pairs, low);
      double[][] target = new double[n][n];
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
          double v = pairs.observed()[i][j] && !flagged[i][j] ? pairs.weights()[i][j] : 0;
          target[i][j] = v * pairs.odds()[i][j] + (1 - v) * low[i][j];
        }
      var next = new double[n][n];
      values = project(target, next);
      change = change(low, next);
      low = next;
      round++;
    }
    return new Completed(
        pairs, low, flagged, Arrays.copyOf(values, Math.min(n, rank + 1)), round, change);
  }

  /**
   * Whether it arrived before the rounds ran out. Pairs of very unlike numbers of games take many.
   */
  public boolean settled(Completed completed) {
    return completed.change() <= tolerance;
  }

  private boolean[][] flagged(PairMatrix pairs, double[][] low) {
    int n = low.length;
    double[] distances = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < i; j++)
        if (pairs.observed()[i][j]) distances[count++] = distance(pairs, low, i, j);
    double[] seen = Arrays.copyOf(distances, count);
    double bound =
        switch (suspicion) {
          case Suspicion.Outliers(double width) ->
              Math.max(count == 0 ? 0 : width * TO_SIGMA * Quantiles.median(seen), LEAST);
          case Suspicion.Quantile(double share) -> {
            int keep = (int) Math.round(share * count);
            Arrays.sort(seen);
            yield keep == 0 ? Double.POSITIVE_INFINITY : Math.nextDown(seen[count - keep]);
          }
        };
    boolean[][] flagged = new boolean[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < i; j++)
        flagged[i][j] =
            flagged[j][i] = pairs.observed()[i][j] && distance(pairs, low, i, j) > bound;
    return flagged;
  }

  /** In units that are alike for pairs of many and of few games. */
  private static double distance(PairMatrix pairs, double[][] low, int i, int j) {
    return Math.sqrt(pairs.weights()[i][j]) * Math.abs(pairs.odds()[i][j] - low[i][j]);
  }

  /** Writes the nearest skew-symmetric matrix of the rank; returns all singular values. */
  private double[] project(double[][] of, double[][] out) {
    int n = of.length;
    var matrix = R064Store.FACTORY.rows(of);
    var svd = SingularValue.R064.make(matrix);
    svd.decompose(matrix);
    double[] values = svd.getSingularValues().toRawCopy1D();
    var u = svd.getU();
    var v = svd.getV();
    for (int k = 0; k < Math.min(rank, values.length); k++)
      for (int i = 0; i < n; i++) {
        double left = values[k] * u.doubleValue(i, k);
        for (int j = 0; j < n; j++) out[i][j] += left * v.doubleValue(j, k);
      }
    for (int i = 0; i < n; i++) {
      out[i][i] = 0;
      for (int j = 0; j < i; j++) {
        out[i][j] = (out[i][j] - out[j][i]) / 2;
        out[j][i] = -out[i][j];
      }
    }
    return values;
  }

  private static double change(double[][] from, double[][] to) {
    double moved = 0;
    double size = 0;
    for (int i = 0; i < from.length; i++)
      for (int j = 0; j < from.length; j++) {
        moved += (to[i][j] - from[i][j]) * (to[i][j] - from[i][j]);
        size += to[i][j] * to[i][j];
      }
    return size == 0 ? Math.sqrt(moved) : Math.sqrt(moved / size);
  }
}
