package org.penchant.align.curate.strength;

import java.util.Arrays;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.stats.Moments;

/**
 * Margins d_1..d_K of K reward models in the direction of the label (arXiv 2401.06080): mu = mean
 * d_k, sd = sqrt(mean (d_k - mu)^2), soft label sigmoid(mu).
 *
 * <p>Models trained on the pair they vote on remember it, and mu is too high where the label is
 * wrong: train them briefly, on other folds or on resampled pairs.
 *
 * @param value mu
 * @param deviation sd, divisor K
 * @param share of positive margins, zeros half
 * @param members K, at least 3
 */
public record Votes(double value, double deviation, double share, int members) implements Strength {
  public static final int LEAST = 3;

  public Votes {
    if (members < LEAST)
      throw new IllegalArgumentException(
          "members = " + members + ", must be at least " + LEAST + ": fewer show no spread");
    if (!Double.isFinite(value) || !(deviation >= 0) || !(share >= 0 && share <= 1))
      throw new IllegalArgumentException(
          "value = " + value + ", deviation = " + deviation + ", share = " + share);
  }

  /**
   * Of one margin a member.
   *
   * @throws IllegalArgumentException if there are fewer than 3 or one is not finite
   */
  public static Votes of(double... margins) {
    for (double d : margins)
      if (!Double.isFinite(d))
        throw new IllegalArgumentException("margin = " + d + ", must be finite");
    if (margins.length == 0) return new Votes(0, 0, 0, 0);
    double mean = Moments.mean(margins);
    double square = Arrays.stream(margins).map(d -> (d - mean) * (d - mean)).sum();
    double sides = Arrays.stream(margins).map(d -> d > 0 ? 1 : d == 0 ? 0.5 : 0).sum();
    int k = margins.length;
    return new Votes(mean, Math.sqrt(square / k), sides / k, k);
  }

  @Override
  public double softLabel() {
    return Logistic.sigmoid(value);
  }

  @Override
  public Votes swapped() {
    return new Votes(-value, deviation, 1 - share, members);
  }
}
