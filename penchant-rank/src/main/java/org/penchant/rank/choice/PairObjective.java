package org.penchant.rank.choice;

import java.util.Arrays;
import org.penchant.core.numeric.Logistic;

/** Log-likelihood and penalty of a pair model. */
final class PairObjective implements Objective {
  /** Up to so many utilities there is a matrix, for the covariance. */
  static final int DENSE = 1_000;

  /** Beyond so many, steps come faster from products with the matrix than from its factors. */
  private static final int FACTORED = 200;

  private static final double CG_TOLERANCE = 1e-10;

  /** Steps this small are rounding. */
  private static final double CG_FLOOR = 1e-13;

  private static final int CG_STEPS = 5_000;

  private final PairLikelihood likelihood;
  private final Penalty penalty;
  private final boolean anchored;
  private final PenaltyTerms terms;
  private double[] gradient = {};
  private double value;

  PairObjective(PairLikelihood likelihood, Penalty penalty) {
    this.likelihood = likelihood;
    this.penalty = penalty;
    this.anchored = PenaltyTerms.anchors(penalty);
    this.terms = new PenaltyTerms(penalty, likelihood.items());
  }

  boolean dense() {
    return likelihood.items() <= DENSE;
  }

  @Override
  public void evaluate(double[] point) {
    likelihood.evaluate(point);
    gradient = likelihood.gradient();
    terms.evaluate(point, gradient);
    value = likelihood.value() + terms.value();
    if (penalty instanceof Penalty.Firth) jeffreys(point);
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
    return likelihood.items() <= FACTORED ? information().solve(gradient) : matrixFreeDirection();
  }

  Information information() {
    return new Information(likelihood.matrix(), terms.curvature(), anchored);
  }

  private void jeffreys(double[] point) {
    var information = information();
    var inverse = information.inverse();
    value += information.logDeterminant() / 2;
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

  /** Solves information x = gradient; Jacobi's preconditioner suits the Laplacian of a graph. */
  double[] matrixFreeDirection() {
    double[] curvature = terms.curvature();
    double[] scale = likelihood.diagonal();
    for (int i = 0; i < curvature.length; i++) scale[i] += curvature[i];
    var x = new double[gradient.length];
    // rounding leaves the gradient a part along the shift that no step can take away
    double[] r = anchored ? gradient.clone() : Information.centred(gradient, curvature.length);
    var z = new double[r.length];
    Arrays.setAll(z, i -> scale[i] > 0 ? r[i] / scale[i] : 0);
    double[] p = z.clone();
    double rz = dot(r, z);
    double floor = CG_FLOOR * CG_FLOOR * Arrays.stream(scale).sum();
    double goal = Math.max(rz * CG_TOLERANCE * CG_TOLERANCE, floor);
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
    if (rz > goal && dense()) return information().solve(gradient);
    return anchored ? x : Information.centred(x, curvature.length);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum;
  }
}
