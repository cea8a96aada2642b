package org.penchant.align.lm;

import org.jspecify.annotations.Nullable;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;

/**
 * RMS norm, or layer norm where there is a bias.
 *
 * @param onePlus whether the weight is stored as its difference from 1
 */
record Norm(Tensor weight, @Nullable Tensor bias, double eps, boolean onePlus) {
  Tensor apply(Tensor x) {
    if (bias != null) return Nn.layerNorm(x, weight, bias, eps);
    return Nn.rmsNorm(x, onePlus ? weight.add(1) : weight, eps);
  }
}
