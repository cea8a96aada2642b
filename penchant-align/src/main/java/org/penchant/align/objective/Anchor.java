package org.penchant.align.objective;

import java.util.List;

/**
 * A virtual response between acceptable and not, b ~ Normal(mean, variance), that labelled
 * responses are held against (after arXiv 2509.10515).
 *
 * @param mean of its utility
 * @param variance of its utility: how uncertain labels are
 */
public record Anchor(double mean, double variance) {
  public static final Anchor START = new Anchor(0, 0);

  public Anchor {
    Require.finite("anchor mean", mean);
    Require.notNegative("anchor variance", variance);
  }

  /**
   * k = 1 / sqrt(1 + pi variance / 8), which makes E_b[sigmoid(u - b)] about sigmoid(k (u - mean)).
   */
  public double temper() {
    return 1 / Math.sqrt(1 + Math.PI * variance / 8);
  }

  /**
   * momentum this + (1 - momentum) the half-sum over labels of the mean utilities, and of their
   * within-label population variances; a label without rows leaves its part as it was.
   *
   * @param utilities of the step's rows
   * @param good their labels
   */
  public Anchor tracked(double momentum, List<Double> utilities, List<Boolean> good) {
    double means = 0;
    double variances = 0;
    for (boolean label : new boolean[] {true, false}) {
      double sum = 0;
      double squares = 0;
      int n = 0;
      for (int i = 0; i < utilities.size(); i++)
        if (good.get(i) == label) {
          sum += utilities.get(i);
          squares += utilities.get(i) * utilities.get(i);
          n++;
        }
      means += n == 0 ? mean : sum / n;
      variances += n == 0 ? variance : Math.max(0, squares / n - (sum / n) * (sum / n));
    }
    return new Anchor(
        momentum * mean + (1 - momentum) * means / 2,
        momentum * variance + (1 - momentum) * variances / 2);
  }
}
