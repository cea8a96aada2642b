package org.penchant.rank.choice;

import java.util.Arrays;

/**
 * The log-likelihood of {@link PlackettLuce}: an exponential family, whose gradient and information
 * are the mean and the covariance of features. Items of a chosen set of size k have the feature 1/k
 * and its size has 1. Means over all sets of size k come from elementary symmetric polynomials e_k
 * of a_i = e^(u_i / k).
 */
final class LuceLikelihood implements Objective {
  private final Choices choices;
  private final int items;
  private final int[] sizes;
  private final boolean anchored;
  private final PenaltyTerms penalty;
  private double logLikelihood;
  private double value;
  private double[] gradient = {};
  private double[][] matrix = {};

  LuceLikelihood(Choices choices, Penalty penalty) {
    this(choices, penalty, choices.tieSizes());
  }

  /** With parameters for ties of the given sizes, whether or not they occur. */
  LuceLikelihood(Choices choices, Penalty penalty, int[] ties) {
    this.choices = choices;
    this.items = choices.items().size();
    this.sizes = new int[ties.length + 1];
    sizes[0] = 1;
    System.arraycopy(ties, 0, sizes, 1, ties.length);
    this.anchored = PenaltyTerms.anchors(penalty);
    this.penalty = new PenaltyTerms(penalty, items);
  }

  int size() {
    return items + sizes.length - 1;
  }

  double logLikelihood() {
    return logLikelihood;
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public double[] gradient() {
    return gradient;
  }

  @Override
  public double[] direction() {
    return information().solve(gradient);
  }

  Information information() {
    double[][] copy = new double[matrix.length][];
    Arrays.setAll(copy, i -> matrix[i].clone());
    return new Information(copy, penalty.curvature(), anchored);
  }

  @Override
  public void evaluate(double[] point) {
    logLikelihood = 0;
    gradient = new double[size()];
    matrix = new double[size()][size()];
    for (var choice : choices.choices()) add(choice, point);
    penalty.evaluate(point, gradient);
    value = logLikelihood + penalty.value();
  }

  private void add(Choices.Choice choice, double[] point) {
    var from = choice.from();
    int m = from.size();
    double top = Double.NEGATIVE_INFINITY;
    for (int item : from) top = Math.max(top, point[item]);
    var weights = new double[sizes.length];
    var one = new double[sizes.length][m];
    var means = new double[m];
    var products = new double[m][m];
    double z = 0;
    for (int s = 0; s < sizes.length && sizes[s] <= m; s++) {
      int k = sizes[s];
      double delta = s == 0 ? 1 : Math.exp(point[items + s - 1]);
      var a = new double[m];
      for (int i = 0; i < m; i++) a[i] = Math.exp((point[from.get(i)] - top) / k);
      double[] e = Symmetric.of(a, k);
      weights[s] = delta * e[k];
      z += weights[s];
      for (int i = 0; i < m; i++) {
        double[] others = Symmetric.without(e, a[i]);
        one[s][i] = delta * a[i] * others[k - 1] / k;
        means[i] += one[s][i];
        products[i][i] += one[s][i] / k;
        if (k == 1) continue;
        for (int j = 0; j < i; j++)
          products[i][j] += delta * a[i] * a[j] * Symmetric.without(others, a[j])[k - 2] / k / k;
      }
    }
    score(choice, point, top, z);
    double times = choice.times();
    for (int i = 0; i < m; i++) {
      int row = from.get(i);
      gradient[row] -= times * means[i] / z;
      for (int j = 0; j <= i; j++)
        lower(row, from.get(j), times * (products[i][j] / z - means[i] / z * (means[j] / z)));
      for (int s = 1; s < sizes.length; s++)
        lower(items + s - 1, row, times * (one[s][i] / z - means[i] / z * (weights[s] / z)));
    }
    for (int s = 1; s < sizes.length; s++) {
      gradient[items + s - 1] -= times * weights[s] / z;
      for (int r = 1; r <= s; r++)
        lower(
            items + s - 1,
            items + r - 1,
            times * ((r == s ? weights[s] / z : 0) - weights[s] / z * (weights[r] / z)));
    }
  }

  private void score(Choices.Choice choice, double[] point, double top, double z) {
    int k = choice.chosen().size();
    double log = -Math.log(z);
    for (int item : choice.chosen()) {
      log += (point[item] - top) / k;
      gradient[item] += choice.times() / k;
    }
    if (k > 1) {
      int s = Arrays.binarySearch(sizes, k);
      log += point[items + s - 1];
      gradient[items + s - 1] += choice.times();
    }
    logLikelihood += choice.times() * log;
  }

  private void lower(int i, int j, double amount) {
    matrix[Math.max(i, j)][Math.min(i, j)] += amount;
  }
}
