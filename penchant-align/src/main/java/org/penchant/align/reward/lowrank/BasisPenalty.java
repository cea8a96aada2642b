package org.penchant.align.reward.lowrank;

/**
 * What shared rewards V_1..V_B cost that stand away from a given reward's head (LoRe, arXiv
 * 2504.14439).
 */
public sealed interface BasisPenalty {
  /** Its strength, at least 0. */
  double alpha();

  /**
   * The penalty, whose slopes are added.
   *
   * @param basis V, a row for every shared reward, [B][F]
   * @param reference the given head, [F]
   * @param progress of training, in [0, 1]
   * @param slopes by V, [B][F]
   */
  double of(double[][] basis, double[] reference, double progress, double[][] slopes);

  /**
   * alpha sum_j |V_j - reference|^2, at any progress. The published code spreads the difference of
   * columns over an F by F matrix; this is the form in the paper.
   */
  record Squared(double alpha) implements BasisPenalty {
    public Squared {
      requireAlpha(alpha);
    }

    @Override
    public double of(double[][] basis, double[] reference, double progress, double[][] slopes) {
      requireLengths(basis, reference);
      double sum = 0;
      for (int j = 0; j < basis.length; j++)
        for (int f = 0; f < reference.length; f++) {
          double gap = basis[j][f] - reference[f];
          sum += gap * gap;
          slopes[j][f] += 2 * alpha * gap;
        }
      return alpha * sum;
    }
  }

  /**
   * alpha(progress) mean_j (1 - cos(V_j, reference)), alpha rising linearly from 0 at {@code from}
   * to its full value at {@code to}; meant for the steps on V alone.
   *
   * @param from progress at which it begins, 0.2 in the paper
   * @param to progress at which it is full, 0.8
   */
  record Cosine(double alpha, double from, double to) implements BasisPenalty {
    public Cosine {
      requireAlpha(alpha);
      if (!(from >= 0 && from <= to && to <= 1))
        throw new IllegalArgumentException(
            "from = " + from + ", to = " + to + ", must rise within [0, 1]");
    }

    /** Strength 1. */
    public static Cosine defaults() {
      return of(1);
    }

    /** From 20 to 80 % of the steps. */
    public static Cosine of(double alpha) {
      return new Cosine(alpha, 0.2, 0.8);
    }

    /** alpha at some progress. */
    public double ramp(double progress) {
      if (progress >= to) return alpha;
      return progress <= from ? 0 : alpha * (progress - from) / (to - from);
    }

    @Override
    public double of(double[][] basis, double[] reference, double progress, double[][] slopes) {
      requireLengths(basis, reference);
      double factor = ramp(progress) / basis.length;
      double norm = Math.sqrt(dot(reference, reference));
      double sum = 0;
      for (int j = 0; j < basis.length; j++) {
        double own = Math.sqrt(dot(basis[j], basis[j]));
        if (!(own * norm > 0))
          throw new IllegalArgumentException("a head of zeros has no direction to compare");
        double cosine = dot(basis[j], reference) / (own * norm);
        sum += 1 - cosine;
        for (int f = 0; f < reference.length; f++)
          slopes[j][f] -=
              factor * (reference[f] / (own * norm) - cosine * basis[j][f] / (own * own));
      }
      return factor * sum;
    }
  }

  private static void requireAlpha(double alpha) {
    if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("alpha = " + alpha + ", must be finite and not negative");
  }

  private static void requireLengths(double[][] basis, double[] reference) {
    for (double[] row : basis)
      if (row.length != reference.length)
        throw new IllegalArgumentException(
            "a shared reward of " + row.length + " numbers against a head of " + reference.length);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) sum += a[f] * b[f];
    return sum;
  }
}
