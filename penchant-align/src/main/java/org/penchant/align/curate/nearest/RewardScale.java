package org.penchant.align.curate.nearest;

import java.util.Arrays;
import org.penchant.core.stats.Moments;

/**
 * (r - mean) / sd with the moments of the rewards of reference answers: refreshed at every new
 * reward model, so that the policy's steps keep their size. Rewards before and after are still not
 * comparable; judge by something fixed.
 *
 * @param mean of the reference answers' rewards
 * @param sd their standard deviation, divisor n
 */
public record RewardScale(double mean, double sd) {
  public RewardScale {
    if (!Double.isFinite(mean) || !(sd > 0 && sd < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "mean = "
              + mean
              + ", sd = "
              + sd
              + ": rewards of reference answers must be finite and differ");
  }

  /** Of the rewards of reference answers, at least two that differ. */
  public static RewardScale of(double... rewards) {
    if (rewards.length == 0) throw new IllegalArgumentException("no rewards of reference answers");
    double mean = Moments.mean(rewards);
    // Of equal rewards the mean may differ from them by rounding.
    if (Arrays.stream(rewards).distinct().count() < 2) return new RewardScale(mean, 0);
    double square = Arrays.stream(rewards).map(r -> (r - mean) * (r - mean)).sum();
    return new RewardScale(mean, Math.sqrt(square / rewards.length));
  }

  public double of(double reward) {
    return (reward - mean) / sd;
  }
}
