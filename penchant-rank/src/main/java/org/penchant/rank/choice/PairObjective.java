package org.penchant.rank.choice;

import java.util.Arrays;

/**
 * Log-likelihood and penalty at a point, and the Newton direction there. Where the penalty leaves
 * the mean of the utilities open, the matrix gets c 1 1' on them, which keeps their mean where it
 * is and is taken out of the covariance again.
 */
final class PairObjective {
  /** Up to so many utilities the information is a matrix; beyond, only its products are formed. */
  static final int DENSE = 1_000;

  private static final double CG_TOLERANCE = 1e-10;
  private static final int CG_STEPS = 2_000;

  private final PairLikelihood likelihood;
  private final Penalty penalty;
  private final boolean anchored;
  private final double[] curvature;
  private double[] gradient = {};
  private double value;

  PairObjective(PairLikelihood likelihood, Penalty penalty) {
    this.likelihood = likelihood;
    this.penalty = penalty;
    this.anchored = penalty instanceof Penalty.Ridge || penalty instanceof Penalty.VirtualOpponent;
    this.curvature = new double[likelihood.items()];
  }

  boolean dense() {
    return likelihood.items() <= DENSE;
  }

  void evaluate(double[] point) {
    likelihood.evaluate(point);
    value = likelihood.value();
    gradient = likelihood.gradient();
    switch (penalty) {
      case Penalty.None none -> {}
      case Penalty.Ridge(double strength) -> {
        for (int i = 0; i < likelihood.items(); i++)
          add(i, -strength / 2 * point[i] * point[i], -strength * point[i], strength);
      }
      case Penalty.VirtualOpponent(double strength) -> {
        for (int i = 0; i < likelihood.items(); i++) {
          double p = Logistic.sigmoid(point[i]);
          double both = Logistic.logSigmoid(point[i]) + Logistic.logSigmoid(-point[i]);
          add(i, strength * both, strength * (1 - 2 * p), 2 * strength * p * (1 - p));
        }
      }
      case Penalty.Firth firth -> jeffreys(point);
    }
  }

  double value() {
    return value;
  }

  double[] gradient() {
    return gradient;
  }

  double[] direction() {
    return dense() ? Cholesky.of(matrix()).solve(gradient) : matrixFreeDirection();
  }

  /** The inverse information, of the utilities first; singular along a shift of all of them. */
  double[][] covariance() {
    var matrix = matrix();
    double lift = lift();
    var inverse = Cholesky.of(matrix).inverse();
    int n = likelihood.items();
    if (!anchored)
      for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) inverse[i][j] -= 1 / (lift * n * n);
    return inverse;
  }

  /** Whether the information has a direction without any, as at a maximum at infinity. */
  boolean singular() {
    return dense() && Cholesky.of(matrix()).singular();
  }

  private void add(int item, double value, double slope, double information) {
    this.value += value;
    gradient[item] += slope;
    curvature[item] = information;
  }

  private void jeffreys(double[] point) {
    var factor = Cholesky.of(matrix());
    var inverse = factor.inverse();
    value += (factor.logDeterminant() - Math.log(lift())) / 2;
    for (int c = 0; c < likelihood.cells.size(); c++) {
      var x = new double[likelihood.size()];
      likelihood.spread(x, c, 1);
      double leverage = 0;
      for (int i = 0; i < x.length; i++)
        if (x[i] != 0) for (int j = 0; j < x.length; j++) leverage += x[i] * inverse[i][j] * x[j];
      double p = Logistic.sigmoid(likelihood.difference(point, c));
      likelihood.spread(gradient, c, leverage * likelihood.information(c) * (0.5 - p));
    }
  }

  private double[][] matrix() {
    var matrix = likelihood.matrix();
    double lift = lift();
    for (int i = 0; i < likelihood.items(); i++) {
      matrix[i][i] += curvature[i];
      if (!anchored) for (int j = 0; j <= i; j++) matrix[i][j] += lift;
    }
    return matrix;
  }

  /** A constant of the size of the matrix's own elements. */
  private double lift() {
    int n = likelihood.items();
    double[] diagonal = likelihood.diagonal();
    return Math.max(Arrays.stream(diagonal, 0, n).sum() / n / n, Double.MIN_NORMAL * 1e20);
  }

  /** Solves information x = gradient; Jacobi's preconditioner suits the Laplacian of a graph. */
  double[] matrixFreeDirection() {
    double[] scale = likelihood.diagonal();
    for (int i = 0; i < curvature.length; i++) scale[i] += curvature[i];
    var x = new double[gradient.length];
    double[] r = gradient.clone();
    var z = new double[r.length];
    Arrays.setAll(z, i -> scale[i] > 0 ? r[i] / scale[i] : 0);
    double[] p = z.clone();
    double rz = dot(r, z);
    double goal = rz * CG_TOLERANCE * CG_TOLERANCE;
    for (int step = 0; step < CG_STEPS && rz > goal; step++) {
      double[] ap = likelihood.times(p);
      for (int i = 0; i < curvature.length; i++) ap[i] += curvature[i] * p[i];
      double alpha = rz / dot(p, ap);
      for (int i = 0; i < x.length; i++) {
        x[i] += alpha * p[i];
        r[i] -= alpha * ap[i];
        z[i] = scale[i] > 0 ? r[i] / scale[i] : 0;
      }
      double next = dot(r, z);
      for (int i = 0; i < x.length; i++) p[i] = z[i] + next / rz * p[i];
      rz = next;
    }
    centre(x);
    return x;
  }

  private void centre(double[] x) {
    if (anchored) return;
    int n = likelihood.items();
    double mean = Arrays.stream(x, 0, n).average().orElse(0);
    for (int i = 0; i < n; i++) x[i] -= mean;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum;
  }
}
