package org.penchant.align.reward.shape;

/**
 * A shaping at work on batches of rollouts, keeping the statistics a {@link Shaping.Running} needs.
 * Training adds a batch to them before it is shaped; evaluation leaves them as they are. Resume
 * with the {@link #statistics} of an interrupted run. Not safe for use by several threads.
 */
public final class Shaper {
  private final Shaping shaping;
  private RunningStatistics statistics;

  private Shaper(Shaping shaping, RunningStatistics statistics) {
    this.shaping = shaping;
    this.statistics = statistics;
  }

  public static Shaper of(Shaping shaping) {
    return resume(shaping, RunningStatistics.none());
  }

  public static Shaper resume(Shaping shaping, RunningStatistics statistics) {
    return new Shaper(shaping, statistics);
  }

  /**
   * Shapes rewards of training.
   *
   * @param references for each of them, rewards of reference answers; empty ones where none are
   *     needed
   */
  public double[] train(double[] raw, double[][] references) {
    statistics = statistics.with(raw);
    return evaluate(raw, references);
  }

  /** Shapes rewards with the statistics of training, which stay as they are. */
  public double[] evaluate(double[] raw, double[][] references) {
    if (raw.length != references.length)
      throw new IllegalArgumentException(
          raw.length + " rewards with references of " + references.length);
    double[] shaped = new double[raw.length];
    for (int i = 0; i < raw.length; i++)
      shaped[i] = shaping.of(raw[i], new Background(references[i], statistics));
    return shaped;
  }

  /** What a checkpoint keeps. */
  public RunningStatistics statistics() {
    return statistics;
  }
}
