package org.penchant.align.lm;

import org.penchant.torch.tensor.Tensor;

/**
 * What can be told of the policy's distribution p over the vocabulary where a token is predicted.
 */
public enum Statistic {
  /** -sum p log p, nats. */
  ENTROPY {
    @Override
    Tensor of(Tensor logp) {
      return logp.exp().mul(logp).sum(-1, false).neg();
    }
  },
  /** log sum p^2. */
  LOG_SQUARES {
    @Override
    Tensor of(Tensor logp) {
      return logp.mul(2).logSumExp(-1, false);
    }
  },
  /** log max p. */
  LOG_MAX {
    @Override
    Tensor of(Tensor logp) {
      return logp.max(-1, false);
    }
  };

  /** From log p [n, V], [n]. */
  abstract Tensor of(Tensor logp);
}
