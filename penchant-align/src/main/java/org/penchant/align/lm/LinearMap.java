package org.penchant.align.lm;

import org.jspecify.annotations.Nullable;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;

/**
 * x W^T + b, and a low-rank update while it is on.
 *
 * @param transposed whether the weight is stored [in, out]
 * @param update none if the map is not adapted
 */
record LinearMap(
    Tensor weight, @Nullable Tensor bias, boolean transposed, @Nullable Update update) {
  /** An adapter's part, and the switch of its model. */
  record Update(LoraAdapter.Pair pair, AdapterSwitch adapters) {}

  /** Widths of input and output. */
  record Shape(int in, int out) {}

  Tensor apply(Tensor x) {
    var plain = transposed ? Nn.linearTransposed(x, weight, bias) : Nn.linear(x, weight, bias);
    return update == null || !update.adapters().on() ? plain : plain.add(update.pair().apply(x));
  }

  Shape shape() {
    int rows = (int) weight.size(0);
    int columns = (int) weight.size(1);
    return transposed ? new Shape(rows, columns) : new Shape(columns, rows);
  }
}
