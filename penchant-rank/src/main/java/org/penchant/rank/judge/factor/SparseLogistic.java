package org.penchant.rank.judge.factor;

/**
 * The logistic model logit Pr(A) = w . x without intercept, so that exchanging A and B changes
 * nothing, under the prior w_i ~ Laplace(0, scale). Its potential is
 *
 * <p>U(w) = sum ln(1 + e^z) - y z + sum |w_i| / scale, z = w . x
 *
 * @param scale of the prior, positive
 */
record SparseLogistic(AttributeVotes votes, double scale) {
  /** Width within which the prior's slope is smoothed for the sampler's steps. */
  private static final double SMOOTH = 1e-4;

  int size() {
    return votes.attributes().size();
  }

  /** U, exactly. */
  double potential(double[] w) {
    double sum = 0;
    for (int r = 0; r < votes.rows(); r++) {
      double z = votes.logOdds(r, w);
      sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (votes.y()[r] ? z : 0);
    }
    for (double value : w) sum += Math.abs(value) / scale;
    return sum;
  }

  /** The slope of the likelihood's part of U. */
  double[] likelihoodSlope(double[] w) {
    var slope = new double[w.length];
    for (int r = 0; r < votes.rows(); r++) {
      double p = 1 / (1 + Math.exp(-votes.logOdds(r, w)));
      double residual = p - (votes.y()[r] ? 1 : 0);
      double[] x = votes.x()[r];
      for (int k = 0; k < w.length; k++) slope[k] += residual * x[k];
    }
    return slope;
  }

  /**
   * The slope of U with |w| smoothed to sqrt(w^2 + 1e-4); the acceptance step uses U itself, so the
   * smoothing costs acceptance and no accuracy.
   */
  double[] slope(double[] w) {
    double[] slope = likelihoodSlope(w);
    for (int k = 0; k < w.length; k++) slope[k] += w[k] / (scale * Math.sqrt(w[k] * w[k] + SMOOTH));
    return slope;
  }

  /**
   * The weights of least U, exactly sparse: accelerated proximal gradients until no weight moves by
   * more than 1e-12.
   */
  double[] mode() {
    double step = 1 / Math.max(1e-12, lipschitz());
    var w = new double[size()];
    var ahead = w.clone();
    double t = 1;
    for (int i = 0; i < 100_000; i++) {
      double[] slope = likelihoodSlope(ahead);
      var next = new double[w.length];
      for (int k = 0; k < w.length; k++) {
        double value = ahead[k] - step * slope[k];
        next[k] = Math.signum(value) * Math.max(0, Math.abs(value) - step / scale);
      }
      double faster = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
      double moved = 0;
      for (int k = 0; k < w.length; k++) {
        ahead[k] = next[k] + (t - 1) / faster * (next[k] - w[k]);
        moved = Math.max(moved, Math.abs(next[k] - w[k]));
      }
      w = next;
      t = faster;
      if (moved < 1e-12) break;
    }
    return w;
  }

  /** A bound on the curvature of the likelihood: trace(X'X) / 4. */
  private double lipschitz() {
    double trace = 0;
    for (double[] row : votes.x()) for (double value : row) trace += value * value;
    return trace / 4;
  }
}
