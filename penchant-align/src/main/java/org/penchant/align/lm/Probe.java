package org.penchant.align.lm;

import java.util.List;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** Texts whose log-probabilities show whether two forms of a model are the same. */
public final class Probe {
  private Probe() {}

  /** Sentences of several kinds, for models whose user names none. */
  public static List<String> texts() {
    return List.of(
        "Once upon a time there was a small house at the edge of a wood.",
        "The sum of seven and five is twelve, and twice that is twenty-four.",
        "for (int i = 0; i < n; i++) total += price[i] * count[i];",
        "Dear Anna, thank you for the letter; it arrived on Tuesday, in the rain.",
        "Wasser gefriert bei null Grad. L'eau bout \u00e0 cent degr\u00e9s.");
  }

  /**
   * The sum of log p(token | tokens before) of each sequence, from its second token on. Sequences
   * of one token score 0.
   */
  public static double[] scores(CausalLm model, List<int[]> sequences) {
    double[] out = new double[sequences.size()];
    for (int i = 0; i < out.length; i++) {
      int[] ids = sequences.get(i);
      if (ids.length < 2) continue;
      try (var _ = GradMode.disabled();
          var scope = TensorScope.open()) {
        var builder = new Packing.Builder();
        builder.add(ids, 0, ids.length - 1, Packing.ROOT);
        long[] targets = new long[ids.length - 1];
        for (int t = 0; t < targets.length; t++) targets[t] = ids[t + 1];
        var logits = model.logits(model.hidden(builder.build()));
        out[i] =
            logits
                .to(DType.F64)
                .logSoftmax(-1)
                .gather(1, Tensor.of(targets, targets.length, 1))
                .sum()
                .item();
      }
    }
    return out;
  }
}
