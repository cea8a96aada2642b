package org.penchant.align.objective;

import org.penchant.core.problems.Problems;

/** Delta_ij: how much a pair of a list counts; cut from differentiation. */
public sealed interface PairWeight {
  double of(double[] s, double[] psi, int i, int j);

  /** Reports labels it cannot take. */
  default void check(double[] psi, String place, Problems problems) {}

  /** 1. */
  record Uniform() implements PairWeight {
    @Override
    public double of(double[] s, double[] psi, int i, int j) {
      return 1;
    }
  }

  /**
   * |G_i - G_j| |1/D(tau_i) - 1/D(tau_j)|, the change of DCG were i and j to swap their ranks tau
   * by score (LambdaRank; LiPO-lambda, arXiv 2402.01878): G the gain, D(t) = log(1 + t), natural.
   *
   * @param gain G
   * @param discounted false leaves out the factor of ranks
   * @param ties ranks of equal scores: by place, or the mean of their discounts
   */
  record Lambda(Gain gain, boolean discounted, Ties ties) implements PairWeight {
    /** The worth of a label. */
    public enum Gain {
      /** 2^psi - 1. */
      EXPONENTIAL,
      LINEAR,
      /** |G_i - G_j| = 1. */
      CONSTANT;

      double of(double psi) {
        return this == EXPONENTIAL ? Math.pow(2, psi) - 1 : psi;
      }
    }

    /** The rank of equal scores. */
    public enum Ties {
      PLACE,
      AVERAGE
    }

    /** LiPO-lambda. */
    public static Lambda defaults() {
      return new Lambda(Gain.EXPONENTIAL, true, Ties.PLACE);
    }

    @Override
    public double of(double[] s, double[] psi, int i, int j) {
      double gains = gain == Gain.CONSTANT ? 1 : Math.abs(gain.of(psi[i]) - gain.of(psi[j]));
      return discounted ? gains * Math.abs(discount(s, i) - discount(s, j)) : gains;
    }

    private double discount(double[] s, int i) {
      int above = 0;
      int equalBefore = 0;
      int equal = 0;
      for (int k = 0; k < s.length; k++) {
        if (s[k] > s[i]) above++;
        if (s[k] == s[i]) {
          equal++;
          if (k < i) equalBefore++;
        }
      }
      if (ties == Ties.PLACE) return at(above + equalBefore + 1);
      double sum = 0;
      for (int k = 1; k <= equal; k++) sum += at(above + k);
      return sum / equal;
    }

    private static double at(int rank) {
      return 1 / Math.log1p(rank);
    }

    @Override
    public void check(double[] psi, String place, Problems problems) {
      if (gain != Gain.EXPONENTIAL) return;
      for (double label : psi)
        if (!(label >= 0 && label <= 1)) {
          problems.error(
              place,
              "label " + label,
              "2^label needs labels in [0, 1]",
              "set labels to unit, or bring the scores to [0, 1] with curate");
          return;
        }
    }
  }
}
