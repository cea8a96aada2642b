package org.penchant.align.objective;

import org.penchant.core.numeric.Logistic;
import org.penchant.torch.tensor.Tensor;

/**
 * f'(pi/ref) as a function of v = log(pi/ref): the implicit reward under an f-divergence constraint
 * (f-DPO, arXiv 2309.16240, theorem 1). Only differences of rewards have a meaning but under {@link
 * ReverseKl}, so any other divergence is refused where the two sides get different coefficients.
 */
public sealed interface Divergence {
  double of(double v);

  Tensor of(Tensor v);

  /** v. */
  record ReverseKl() implements Divergence {
    @Override
    public double of(double v) {
      return v;
    }

    @Override
    public Tensor of(Tensor v) {
      return v;
    }
  }

  /** -exp(-v). */
  record ForwardKl() implements Divergence {
    @Override
    public double of(double v) {
      return -Math.exp(-v);
    }

    @Override
    public Tensor of(Tensor v) {
      return v.neg().exp().neg();
    }
  }

  /** log 2 + log sigmoid(v). */
  record JensenShannon() implements Divergence {
    @Override
    public double of(double v) {
      return Math.log(2) + Logistic.logSigmoid(v);
    }

    @Override
    public Tensor of(Tensor v) {
      return v.logSigmoid().add(Math.log(2));
    }
  }

  /** (1 - exp(-alpha v)) / alpha: reverse KL as alpha tends to 0, forward KL at 1. */
  record Alpha(double alpha) implements Divergence {
    public Alpha {
      Require.inRange("alpha", alpha, 0, true, 1, true, "the limits have parts of their own");
    }

    @Override
    public double of(double v) {
      return -Math.expm1(-alpha * v) / alpha;
    }

    @Override
    public Tensor of(Tensor v) {
      return v.mul(-alpha).expm1().mul(-1 / alpha);
    }
  }
}
