package org.penchant.align.reward.shape;

/**
 * Rewards of a batch brought to mean 0 and deviation 1, but never magnified beyond 1 / floor: where
 * a saturated shaping makes all rollouts nearly equal, plain whitening would blow their noise up.
 *
 * @param floor least deviation divided by, positive
 */
public record Whitening(double floor) {
  public Whitening {
    if (!(floor > 0)) throw new IllegalArgumentException("floor = " + floor + ", must be positive");
  }

  /** Deviations below 0.01 count as 0.01. */
  public static Whitening defaults() {
    return new Whitening(0.01);
  }

  /**
   * A batch whitened.
   *
   * @param values after whitening
   * @param sd population deviation before it, to be watched
   */
  public record Whitened(double[] values, double sd) {}

  public Whitened of(double... rewards) {
    var statistics = RunningStatistics.none().with(rewards);
    double[] out = new double[rewards.length];
    for (int i = 0; i < out.length; i++)
      out[i] = (rewards[i] - statistics.mean()) / Math.max(statistics.sd(), floor);
    return new Whitened(out, statistics.sd());
  }
}
