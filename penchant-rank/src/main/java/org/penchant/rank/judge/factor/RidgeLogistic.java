package org.penchant.rank.judge.factor;

import java.util.Arrays;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.store.R064Store;

/**
 * Weights that maximise sum log Pr(choice) - strength / 2 |w|^2, logit Pr(A) = w . x: the model of
 * utilities that add up over attributes. Newton's method with halved steps.
 *
 * @param strength above 0, which makes the maximum unique
 */
public record RidgeLogistic(double strength) {
  private static final int STEPS = 100;
  private static final double TOLERANCE = 1e-10;

  public RidgeLogistic {
    if (!(strength > 0 && strength < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("strength = " + strength + ", must be finite and above 0");
  }

  public static RidgeLogistic defaults() {
    return new RidgeLogistic(0.01);
  }

  /** The weights, one an attribute. */
  public double[] fit(AttributeVotes votes) {
    var w = new double[votes.attributes().size()];
    double loss = loss(votes, w);
    for (int s = 0; s < STEPS; s++) {
      double[] step = step(votes, w);
      if (Arrays.stream(step).map(Math::abs).max().orElse(0) < TOLERANCE) break;
      double[] next = moved(w, step, 1);
      for (double by = 0.5; loss(votes, next) > loss && by > 1e-9; by /= 2)
        next = moved(w, step, by);
      w = next;
      loss = loss(votes, w);
    }
    return w;
  }

  private double loss(AttributeVotes votes, double[] w) {
    double sum = 0;
    for (int r = 0; r < votes.rows(); r++) {
      double z = votes.y()[r] ? votes.logOdds(r, w) : -votes.logOdds(r, w);
      sum += Math.max(-z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
    for (double value : w) sum += strength / 2 * value * value;
    return sum;
  }

  private double[] step(AttributeVotes votes, double[] w) {
    int n = w.length;
    var slope = new double[n];
    var curvature = new double[n][n];
    for (int k = 0; k < n; k++) {
      slope[k] = -strength * w[k];
      curvature[k][k] = strength;
    }
    for (int r = 0; r < votes.rows(); r++) {
      double p = 1 / (1 + Math.exp(-votes.logOdds(r, w)));
      double[] x = votes.x()[r];
      for (int k = 0; k < n; k++) {
        if (x[k] == 0) continue;
        slope[k] += ((votes.y()[r] ? 1 : 0) - p) * x[k];
        for (int l = 0; l < n; l++) curvature[k][l] += p * (1 - p) * x[k] * x[l];
      }
    }
    var cholesky = Cholesky.R064.make();
    cholesky.decompose(R064Store.FACTORY.rows(curvature));
    return cholesky.getSolution(R064Store.FACTORY.column(slope)).toRawCopy1D();
  }

  private static double[] moved(double[] w, double[] step, double by) {
    var moved = w.clone();
    for (int k = 0; k < w.length; k++) moved[k] += by * step[k];
    return moved;
  }
}
