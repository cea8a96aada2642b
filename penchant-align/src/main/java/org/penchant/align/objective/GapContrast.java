package org.penchant.align.objective;

import org.penchant.core.numeric.Logistic;
import org.penchant.core.problems.Problems;

/**
 * -log sigmoid(s_1 - s_2) of a pair, and -log sigmoid((s_1 - s_2) - (s_3 - s_4)) of two pairs: that
 * the gap of the first pair should exceed the gap of the second (after MAPL, arXiv 2505.12845).
 */
public record GapContrast() implements ListLoss {
  @Override
  public Sloped at(double[] s, double[] psi, double progress) {
    double u = s[0] - s[1];
    if (s.length == 4) u -= s[2] - s[3];
    double slope = -Logistic.sigmoid(-u);
    double[] slopes = new double[s.length];
    for (int i = 0; i < s.length; i++) slopes[i] = i == 0 || i == 3 ? slope : -slope;
    return new Sloped(-Logistic.logSigmoid(u), slopes);
  }

  @Override
  public void check(double[] psi, String place, Problems problems) {
    if (psi.length != 2 && psi.length != 4)
      problems.error(
          place,
          psi.length + " responses",
          "gaps are compared of one pair or of two",
          "give chosen and rejected, or two of each");
  }
}
