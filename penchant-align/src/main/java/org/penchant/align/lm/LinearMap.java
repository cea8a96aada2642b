package org.penchant.align.lm;

import org.jspecify.annotations.Nullable;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;

/**
 * x W^T + b.
 *
 * @param transposed whether the weight is stored [in, out]
 */
record LinearMap(Tensor weight, @Nullable Tensor bias, boolean transposed) {
  Tensor apply(Tensor x) {
    return transposed ? Nn.linearTransposed(x, weight, bias) : Nn.linear(x, weight, bias);
  }
}
