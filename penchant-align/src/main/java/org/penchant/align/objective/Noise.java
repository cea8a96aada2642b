package org.penchant.align.objective;

import org.penchant.torch.tensor.Tensor;

/**
 * What is assumed of wrong labels: keep * phi(u) + flip * phi(-u). {@link Smoothed} and {@link
 * Unbiased} have opposite signs and are never combined.
 */
public sealed interface Noise {
  /** Coefficient of phi(u). */
  double keep();

  /** Coefficient of phi(-u). */
  double flip();

  default double of(Link link, double u) {
    return flip() == 0 ? keep() * link.loss(u) : keep() * link.loss(u) + flip() * link.loss(-u);
  }

  default double slope(Link link, double u) {
    return flip() == 0 ? keep() * link.slope(u) : keep() * link.slope(u) - flip() * link.slope(-u);
  }

  default Tensor of(Link link, Tensor u) {
    Tensor kept = keep() == 1 ? link.loss(u) : link.loss(u).mul(keep());
    return flip() == 0 ? kept : kept.add(link.loss(u.neg()).mul(flip()));
  }

  /** Labels are taken as they are. */
  record None() implements Noise {
    @Override
    public double keep() {
      return 1;
    }

    @Override
    public double flip() {
      return 0;
    }
  }

  /** Conservative label smoothing: (1-eps) phi(u) + eps phi(-u); biased towards small margins. */
  record Smoothed(double epsilon) implements Noise {
    public Smoothed {
      Require.inRange("epsilon", epsilon, 0, false, 0.5, true, "");
    }

    @Override
    public double keep() {
      return 1 - epsilon;
    }

    @Override
    public double flip() {
      return epsilon;
    }
  }

  /**
   * ((1-eps) phi(u) - eps phi(-u)) / (1-2 eps): unbiased for the clean loss when labels flip with
   * probability eps (rDPO, arXiv 2403.00409). Unbounded below in u.
   */
  record Unbiased(double flipRate) implements Noise {
    public Unbiased {
      Require.inRange("flip-rate", flipRate, 0, false, 0.5, true, "1 - 2 flip-rate divides");
    }

    @Override
    public double keep() {
      return (1 - flipRate) / (1 - 2 * flipRate);
    }

    @Override
    public double flip() {
      return -flipRate / (1 - 2 * flipRate);
    }
  }
}
