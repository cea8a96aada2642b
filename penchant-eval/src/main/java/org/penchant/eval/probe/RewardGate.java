package org.penchant.eval.probe;

import java.util.Arrays;
import org.penchant.core.stats.Moments;
import org.penchant.core.stats.Quantiles;

/**
 * Takes rewards of little confidence out of a batch (2511.12464).
 *
 * @param quantile of the batch's confidences below which a reward is not trusted, in [0, 1]
 * @param instead what becomes of it
 */
public record RewardGate(double quantile, Instead instead) {
  /** What stands in for a reward that is not trusted. */
  public enum Instead {
    /** The mean reward of the batch. */
    BATCH_MEAN,
    /** NaN: the sample is left out. */
    DROPPED
  }

  public RewardGate {
    if (!(quantile >= 0 && quantile <= 1))
      throw new IllegalArgumentException("quantile = " + quantile + ", must be in [0, 1]");
  }

  /** The lowest quarter becomes the mean. */
  public static RewardGate defaults() {
    return new RewardGate(0.25, Instead.BATCH_MEAN);
  }

  /** The rewards of a batch, gated. */
  public double[] apply(double[] rewards, double[] confidences) {
    if (rewards.length != confidences.length)
      throw new IllegalArgumentException(
          confidences.length + " confidences for " + rewards.length + " rewards");
    double least = Quantiles.quantile(confidences, quantile);
    double other = instead == Instead.DROPPED ? Double.NaN : Moments.mean(rewards);
    double[] out = new double[rewards.length];
    Arrays.setAll(out, i -> confidences[i] >= least ? rewards[i] : other);
    return out;
  }
}
