package org.penchant.align.lm;

import org.penchant.torch.tensor.Tensor;

/** Ways of running a model that tests share. */
final class Lm {
  private Lm() {}

  static Packing alone(int... ids) {
    var builder = new Packing.Builder();
    builder.add(ids, 0, ids.length, Packing.ROOT);
    return builder.build();
  }

  /** log p of ids[i] given those before, for i from {@code from} on. */
  static Tensor logProbability(CausalLm model, int[] ids, int from) {
    var logs = model.logits(model.hidden(alone(ids))).logSoftmax(-1);
    long[] targets = new long[ids.length - from];
    for (int i = 0; i < targets.length; i++) targets[i] = ids[from + i];
    return logs.narrow(0, from - 1, targets.length)
        .gather(1, Tensor.of(targets, targets.length, 1))
        .sum();
  }
}
