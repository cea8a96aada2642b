package org.penchant.rank.choice;

import java.util.Arrays;

/**
 * The choice of one of k answers or of none: P(i) = e^V_i / (1 + sum_j e^V_j), P(none) = 1 / (1 +
 * sum_j e^V_j). Rejecting all has utility 0, so that an answer is good enough where V >= 0.
 * McFadden, "Conditional logit analysis of qualitative choice behavior" (1974); 2510.04087.
 */
public final class OutsideOption {
  /** The choice of no answer. */
  public static final int NONE = -1;

  private OutsideOption() {}

  /**
   * P(1) to P(k), then P(none).
   *
   * @param utilities finite, at least one
   */
  public static double[] probabilities(double[] utilities) {
    check(utilities, NONE);
    int k = utilities.length;
    double most = most(utilities);
    double[] p = new double[k + 1];
    for (int i = 0; i < k; i++) p[i] = Math.exp(utilities[i] - most);
    p[k] = Math.exp(-most);
    double sum = Arrays.stream(p).sum();
    for (int i = 0; i <= k; i++) p[i] /= sum;
    return p;
  }

  /**
   * -log P(chosen), nats.
   *
   * @param chosen from 0, or {@link #NONE}
   */
  public static double loss(double[] utilities, int chosen) {
    check(utilities, chosen);
    double most = most(utilities);
    double sum = Math.exp(-most);
    for (double v : utilities) sum += Math.exp(v - most);
    return most + Math.log(sum) - (chosen == NONE ? 0 : utilities[chosen]);
  }

  /**
   * dL / dV_i = P(i) - 1[i chosen]. Its sum is (1 - P(none)) - 1[an answer was chosen], not 0 as
   * among answers alone: that is what pins the level of V.
   */
  public static double[] gradient(double[] utilities, int chosen) {
    check(utilities, chosen);
    double[] g = Arrays.copyOf(probabilities(utilities), utilities.length);
    if (chosen != NONE) g[chosen] -= 1;
    return g;
  }

  private static double most(double[] utilities) {
    return Math.max(0, Arrays.stream(utilities).max().orElse(0));
  }

  private static void check(double[] utilities, int chosen) {
    if (utilities.length == 0) throw new IllegalArgumentException("no answer to choose from");
    for (double v : utilities)
      if (!Double.isFinite(v)) throw new IllegalArgumentException("utility " + v + ", not finite");
    if (chosen < NONE || chosen >= utilities.length)
      throw new IllegalArgumentException(
          "chosen = " + chosen + ", must be -1 (none) to " + (utilities.length - 1));
  }
}
