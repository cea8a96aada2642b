package org.penchant.rank.choice;

import org.penchant.core.votes.VoteTable;

/**
 * The covariance of a fit that holds whether or not the model does: A B A, A the inverse
 * information (with the penalty) and B the sum over clusters of g g', g the sum of the slopes of
 * the log-likelihood of their votes. Where a row stands for many votes that are draws of their own,
 * its part of B is times * weight^2 * s s'. Huber, "The behavior of maximum likelihood estimates
 * under nonstandard conditions" (1967); White, Econometrica 50 (1982).
 *
 * <p>The information alone is too wide where ties count half: it takes the variance p (1 - p) of a
 * vote that is either won or lost, and a tie varies less.
 */
final class Sandwich {
  private final PairwiseChoice choice;
  private final VoteTable votes;
  private final PairCells cells;
  private final PairLikelihood likelihood;
  private final double[] point;
  private final int size;
  private final PairTerms terms = new PairTerms();

  Sandwich(PairwiseChoice choice, VoteTable votes, Fit fit) {
    this.choice = choice;
    this.votes = votes;
    this.cells = PairCells.of(votes, false, choice.order(), choice.covariates());
    this.likelihood = choice.likelihood(cells, PairChecks.tieRate(cells));
    this.size = likelihood.size();
    this.point = fit.point();
  }

  /** A B A for the given A. */
  double[][] covariance(double[][] inverse, Cluster cluster) {
    var meat = cluster == Cluster.VOTE ? byVote() : byCluster(cluster);
    return product(product(inverse, meat), inverse);
  }

  private double[][] byVote() {
    var meat = new double[size][size];
    var slope = new double[size];
    for (int r = 0; r < votes.rows(); r++) {
      add(r, 1, slope);
      outer(meat, slope, touched(r), votes.times(r) * votes.weight(r) * votes.weight(r));
      clear(slope, r);
    }
    return meat;
  }

  private double[][] byCluster(Cluster cluster) {
    var meat = new double[size][size];
    for (int[] rows : cluster.rows(votes)) {
      var slope = new double[size];
      for (int r : rows) add(r, votes.mass(r), slope);
      int[] touched =
          java.util.stream.IntStream.range(0, size).filter(i -> slope[i] != 0).toArray();
      outer(meat, slope, touched, 1);
    }
    return meat;
  }

  private void add(int row, double factor, double[] slope) {
    double y = votes.outcome(row);
    boolean tie = y == 0.5;
    int cell = cells.cell(row);
    terms.clear();
    choice
        .model()
        .add(
            likelihood.difference(point, cell),
            likelihood.tie(point),
            tie ? 0 : y,
            tie ? 0 : 1 - y,
            tie ? 1 : 0,
            terms);
    likelihood.spread(slope, cell, factor * terms.slope());
    if (likelihood.freeTie()) slope[size - 1] += factor * terms.tieSlope();
  }

  private int[] touched(int row) {
    int n = likelihood.items();
    int[] touched = new int[2 + size - n];
    touched[0] = votes.first(row);
    touched[1] = votes.second(row);
    for (int k = n; k < size; k++) touched[2 + k - n] = k;
    return touched;
  }

  private void clear(double[] slope, int row) {
    for (int i : touched(row)) slope[i] = 0;
  }

  private static void outer(double[][] into, double[] x, int[] at, double factor) {
    for (int i : at) for (int j : at) into[i][j] += factor * x[i] * x[j];
  }

  static double[][] product(double[][] a, double[][] b) {
    int n = a.length;
    var out = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int k = 0; k < n; k++) {
        double x = a[i][k];
        for (int j = 0; j < n; j++) out[i][j] += x * b[k][j];
      }
    return out;
  }
}
