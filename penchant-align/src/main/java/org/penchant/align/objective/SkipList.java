package org.penchant.align.objective;

import org.penchant.core.numeric.Logistic;
import org.penchant.core.problems.Problems;

/**
 * RankList (after arXiv 2508.09826): candidates sorted by label, best first, d_(i,k) = s_i -
 * s_(i+k) for skips k; L = sum over the skips in use of L_k, exact L_k = sum_i log(1 +
 * exp(-d_(i,k))), or its lower bound log(1 + sum_i exp(-d_(i,k))), whose gradient the worst
 * violation dominates.
 *
 * @param exact the sum; else the log-sum-exp
 * @param margin label gap up to which two candidates are not compared
 * @param skips which skips are in use
 */
public record SkipList(boolean exact, double margin, Skips skips) implements ListLoss {
  /** The skips in use. */
  public enum Skips {
    /** 1 to K - 1. */
    ALL,
    /** 1. */
    ADJACENT,
    /** 1 to 1 + floor((K - 1) min(1, progress / 0.6)): near first. */
    WIDENING
  }

  private static final double WIDE_AT = 0.6;

  public SkipList {
    Require.notNegative("margin", margin);
  }

  /** All skips, log-sum-exp. */
  public static SkipList defaults() {
    return new SkipList(false, 0, Skips.ALL);
  }

  @Override
  public Sloped at(double[] s, double[] psi, double progress) {
    int[] order = ListLoss.descending(psi);
    double[] slopes = new double[s.length];
    double loss = 0;
    for (int k = 1; k <= widest(s.length, progress); k++) {
      double[] x = new double[order.length - k + 1];
      x[order.length - k] = 0;
      for (int i = 0; i + k < order.length; i++) {
        boolean compared = psi[order[i]] - psi[order[i + k]] > margin;
        x[i] = compared ? s[order[i + k]] - s[order[i]] : Double.NEGATIVE_INFINITY;
      }
      double all = ListLoss.logSumExp(x);
      if (!exact) loss += all;
      for (int i = 0; i + k < order.length; i++) {
        if (x[i] == Double.NEGATIVE_INFINITY) continue;
        if (exact) loss -= Logistic.logSigmoid(-x[i]);
        double weight = exact ? Logistic.sigmoid(x[i]) : Math.exp(x[i] - all);
        slopes[order[i]] -= weight;
        slopes[order[i + k]] += weight;
      }
    }
    return new Sloped(loss, slopes);
  }

  private int widest(int n, double progress) {
    return switch (skips) {
      case ALL -> n - 1;
      case ADJACENT -> 1;
      case WIDENING ->
          Math.min(n - 1, 1 + (int) Math.floor((n - 1) * Math.min(1, progress / WIDE_AT)));
    };
  }

  @Override
  public void check(double[] psi, String place, Problems problems) {
    int[] order = ListLoss.descending(psi);
    if (psi[order[0]] - psi[order[psi.length - 1]] > margin) return;
    problems.warn(
        place,
        "labels within " + margin,
        "no two candidates are compared",
        "drop the row, or lower the margin");
  }
}
