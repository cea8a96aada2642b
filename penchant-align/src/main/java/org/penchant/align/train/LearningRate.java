package org.penchant.align.train;

/**
 * The learning rate of every step: linear warm-up from 0, then constant, or linear or cosine decay
 * to 0 at the last step.
 *
 * @param peak reached at the end of warm-up
 * @param shape of the decay
 * @param warmup share of all steps, in [0, 1)
 */
public record LearningRate(double peak, Shape shape, double warmup) {
  /** What follows warm-up. */
  public enum Shape {
    CONSTANT,
    LINEAR,
    COSINE
  }

  public LearningRate {
    if (!(peak > 0 && peak < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("learning rate = " + peak + ", must be positive");
    if (!(warmup >= 0 && warmup < 1))
      throw new IllegalArgumentException("warm-up = " + warmup + ", must be in [0, 1)");
  }

  /** The rate of step {@code step} (from 0) of {@code total}. */
  public double at(long step, long total) {
    long warm = (long) Math.ceil(warmup * total);
    if (step < warm) return peak * (step + 1) / warm;
    double done = (double) (step - warm) / Math.max(1, total - warm);
    return switch (shape) {
      case CONSTANT -> peak;
      case LINEAR -> peak * (1 - done);
      case COSINE -> peak * 0.5 * (1 + Math.cos(Math.PI * done));
    };
  }
}
