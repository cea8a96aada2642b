package org.penchant.rank.choice;

import org.penchant.core.numeric.Logistic;

/** A penalty at a point: value, gradient and curvature; bias reduction is not of this form. */
final class PenaltyTerms {
  private final Penalty penalty;
  private final double[] curvature;
  private double value;

  PenaltyTerms(Penalty penalty, int items) {
    this.penalty = penalty;
    this.curvature = new double[items];
  }

  /** Whether the penalty fixes the mean of the utilities. */
  static boolean anchors(Penalty penalty) {
    return penalty instanceof Penalty.Ridge || penalty instanceof Penalty.VirtualOpponent;
  }

  /** Adds the slope to {@code gradient}. */
  void evaluate(double[] point, double[] gradient) {
    value = 0;
    switch (penalty) {
      case Penalty.Ridge(double strength) -> {
        for (int i = 0; i < curvature.length; i++) {
          value -= strength / 2 * point[i] * point[i];
          gradient[i] -= strength * point[i];
          curvature[i] = strength;
        }
      }
      case Penalty.VirtualOpponent(double strength) -> {
        for (int i = 0; i < curvature.length; i++) {
          double p = Logistic.sigmoid(point[i]);
          value += strength * (Logistic.logSigmoid(point[i]) + Logistic.logSigmoid(-point[i]));
          gradient[i] += strength * (1 - 2 * p);
          curvature[i] = 2 * strength * p * (1 - p);
        }
      }
      case Penalty.None none -> {}
      case Penalty.Firth firth -> {}
    }
  }

  double value() {
    return value;
  }

  /** Minus the second derivative by each utility. */
  double[] curvature() {
    return curvature;
  }
}
