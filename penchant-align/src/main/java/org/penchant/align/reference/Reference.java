package org.penchant.align.reference;

import java.util.List;
import java.util.Map;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.TokenSequence;
import org.penchant.torch.tensor.Tensor;

/** Gives the reference's log-probabilities of a batch's trained tokens. */
public interface Reference extends AutoCloseable {
  /**
   * log pi_ref of each trained token, [n] F64, cut from differentiation.
   *
   * @param batch the packing of {@code groups}
   * @param groups the sequences, in the batch's order
   */
  Tensor tokens(PackedBatch batch, List<List<TokenSequence>> groups);

  /** Tells that the policy took its {@code step}-th step (from 1). */
  default void afterStep(CausalLm policy, long step) {}

  /** Tensors a checkpoint must hold beyond the policy's; empty if the reference never changes. */
  default Map<String, Tensor> state() {
    return Map.of();
  }

  @Override
  default void close() {}
}
