package org.penchant.align.reward.meta;

/**
 * A first-order meta step: theta' = theta + eta grad J(theta), theta - alpha grad L(theta'), the
 * gradient of the loss being taken where the spread has risen and applied where the parameters were
 * (arXiv 2401.06080). Eta 0 is a plain step.
 *
 * @param eta of the ascent, not negative
 * @param alpha of the descent, positive
 * @param farthest the ascent is shortened to this length: scaling weights raises the spread without
 *     limit
 */
public record MetaStep(double eta, double alpha, double farthest) {
  /** Adds a gradient at {@code theta} to {@code gradient}, which holds zeros. */
  @FunctionalInterface
  public interface Gradient {
    void add(double[] theta, double[] gradient);
  }

  public MetaStep {
    if (!(eta >= 0 && eta < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("eta = " + eta + ", must be finite and not negative");
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("alpha = " + alpha + ", must be positive and finite");
    if (!(farthest > 0))
      throw new IllegalArgumentException("farthest = " + farthest + ", must be positive");
  }

  /** Eta equal to alpha; the ascent no longer than 1. */
  public static MetaStep of(double alpha) {
    return new MetaStep(alpha, alpha, 1);
  }

  /** The parameters after the step; {@code theta} is not changed. */
  public double[] step(double[] theta, Gradient spread, Gradient loss) {
    double[] ascent = new double[theta.length];
    spread.add(theta, ascent);
    double size = 0;
    for (double v : ascent) size += v * v;
    size = eta * Math.sqrt(size);
    double scale = size > farthest ? eta * farthest / size : eta;
    double[] moved = theta.clone();
    for (int j = 0; j < moved.length; j++) moved[j] += scale * ascent[j];
    double[] descent = new double[theta.length];
    loss.add(moved, descent);
    double[] next = theta.clone();
    for (int j = 0; j < next.length; j++) next[j] -= alpha * descent[j];
    return next;
  }
}
