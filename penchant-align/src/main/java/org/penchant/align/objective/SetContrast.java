package org.penchant.align.objective;

import org.penchant.core.problems.Problems;

/**
 * MPO (arXiv 2412.04628): candidates above the mean label against all, -log( sum_{Y+} exp(s_i +
 * alpha |psi_i - mean|^power) / sum_Y exp(s_j + alpha |psi_j - mean|^power) ). A candidate at the
 * mean is not above it.
 *
 * @param alpha weight of deviations, not negative
 * @param power of deviations: 0, 1 or 2
 */
public record SetContrast(double alpha, int power) implements ListLoss {
  public SetContrast {
    Require.notNegative("alpha", alpha);
    if (power < 0 || power > 2)
      throw new IllegalArgumentException("power = " + power + ", must be 0, 1 or 2");
  }

  /** alpha 1, power 1. */
  public static SetContrast defaults() {
    return new SetContrast(1, 1);
  }

  @Override
  public Sloped at(double[] s, double[] psi, double progress) {
    double mean = mean(psi);
    double[] all = new double[s.length];
    double[] above = new double[s.length];
    double[] slopes = new double[s.length];
    boolean any = false;
    for (int i = 0; i < s.length; i++) {
      all[i] = s[i] + alpha * Math.pow(Math.abs(psi[i] - mean), power);
      above[i] = psi[i] > mean ? all[i] : Double.NEGATIVE_INFINITY;
      any |= psi[i] > mean;
    }
    if (!any) return new Sloped(0, slopes);
    double total = ListLoss.logSumExp(all);
    double won = ListLoss.logSumExp(above);
    for (int i = 0; i < s.length; i++)
      slopes[i] = Math.exp(all[i] - total) - Math.exp(above[i] - won);
    return new Sloped(total - won, slopes);
  }

  private static double mean(double[] psi) {
    double sum = 0;
    for (double v : psi) sum += v;
    return sum / psi.length;
  }

  @Override
  public void check(double[] psi, String place, Problems problems) {
    ListLoss.super.check(psi, place, problems);
    double mean = mean(psi);
    for (double v : psi)
      if (alpha * Math.pow(Math.abs(v - mean), power) > 20)
        problems.warn(
            place,
            "label " + v + ", mean " + mean,
            "an offset of more than 20 nats gives one response all of the set",
            "standardise the scores with curate, or lower alpha");
  }
}
