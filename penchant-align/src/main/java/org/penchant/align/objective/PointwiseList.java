package org.penchant.align.objective;

import org.penchant.core.numeric.Logistic;
import org.penchant.core.problems.Problems;

/**
 * Every candidate alone against its label: sum (psi_i - s_i)^2, or the cross-entropy -sum (psi_i
 * log sigmoid(s_i) + (1 - psi_i) log sigmoid(-s_i)) of labels in [0, 1].
 */
public record PointwiseList(Kind kind) implements ListLoss {
  /** Which penalty. */
  public enum Kind {
    SQUARED,
    SIGMOID
  }

  @Override
  public Sloped at(double[] s, double[] psi, double progress) {
    double loss = 0;
    double[] slopes = new double[s.length];
    for (int i = 0; i < s.length; i++)
      if (kind == Kind.SQUARED) {
        loss += (psi[i] - s[i]) * (psi[i] - s[i]);
        slopes[i] = 2 * (s[i] - psi[i]);
      } else {
        loss -= psi[i] * Logistic.logSigmoid(s[i]) + (1 - psi[i]) * Logistic.logSigmoid(-s[i]);
        slopes[i] = Logistic.sigmoid(s[i]) - psi[i];
      }
    return new Sloped(loss, slopes);
  }

  @Override
  public void check(double[] psi, String place, Problems problems) {
    for (double label : psi)
      if (kind == Kind.SIGMOID && !(label >= 0 && label <= 1))
        problems.error(
            place,
            "label " + label,
            "must be in [0, 1]",
            "bring the scores to [0, 1], or set kind to squared");
  }
}
