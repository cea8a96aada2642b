package org.penchant.align.lm;

import java.util.Map;
import java.util.Set;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * A causal language model as training and scoring see it: hidden states of a packing, and a head
 * that is applied only where it is needed.
 */
public interface CausalLm {
  /** Element type of the weights and of the computation. */
  DType type();

  /** Hidden states after the final norm, [N, D], for the N tokens of the packing. */
  Tensor hidden(Packing packing);

  /**
   * Hidden states of a packing and the way back from them; both belong to the caller's scope.
   *
   * @param checkpointing whether the way back computes intermediates again instead of keeping them:
   *     about a third slower, in a fraction of the memory
   */
  Activations forward(Packing packing, boolean checkpointing);

  /** Output logits [n, V] of hidden states [n, D]. */
  Tensor logits(Tensor hidden);

  /**
   * Parameters under the names of their model folder, in a fixed order; those that train require
   * gradients.
   */
  Map<String, Tensor> parameters();

  /** Names of the parameters that {@link #logits} reads and hidden states do not depend on. */
  Set<String> headParameters();

  int vocabulary();

  /** D, the width of {@link #hidden}. */
  int width();

  /** The longest sequence the model was made for. */
  int contextLength();
}
