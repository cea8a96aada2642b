package org.penchant.align.reward.meta;

/**
 * The ascent of a first-order meta step: theta' = theta + eta grad J(theta), J the spread of
 * rewards; the gradient of the loss is taken at theta' and applied to theta (arXiv 2401.06080). Eta
 * 0 is a plain step.
 *
 * @param eta of the ascent, not negative
 * @param farthest the ascent is shortened to this length: scaling weights raises the spread without
 *     limit
 */
public record MetaStep(double eta, double farthest) {
  public MetaStep {
    if (!(eta >= 0 && eta < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("eta = " + eta + ", must be finite and not negative");
    if (!(farthest > 0))
      throw new IllegalArgumentException("farthest = " + farthest + ", must be positive");
  }

  /** The ascent no longer than 1. */
  public static MetaStep of(double eta) {
    return new MetaStep(eta, 1);
  }

  /** What a gradient of this norm is multiplied by. */
  public double scale(double norm) {
    return eta * norm > farthest ? farthest / norm : eta;
  }
}
