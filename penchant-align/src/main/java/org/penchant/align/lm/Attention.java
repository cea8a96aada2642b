package org.penchant.align.lm;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;

/** Which tokens of a forward pass see which: those of a packing, or those of caches. */
interface Attention {
  /**
   * Attends in one layer.
   *
   * @param q [N, H, d], turned
   * @param k [N, K, d], turned
   * @param v [N, K, d]
   * @return [N, H d]
   */
  Tensor attend(int layer, Tensor q, Tensor k, Tensor v);

  /** Whether it keeps tensors of a layer beyond that layer, in the caller's scope. */
  default boolean keeps() {
    return false;
  }

  /**
   * softmax(cap(q k^T scale) + mask) v for q [B, H, T, d] and k, v [B, K, S, d], K dividing H.
   *
   * @param mask added to the scores, [T, S] or [B, 1, 1, S]; none for causal or full attention
   */
  static Tensor scores(
      ModelConfig config, Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, boolean causal) {
    double cap = config.attentionCap();
    if (cap == 0)
      return Nn.attention(q, k, v, mask, causal, OptionalDouble.of(config.attentionScale()));
    if (causal) throw new IllegalArgumentException("capped scores need an explicit mask");
    long groups = q.size(1) / k.size(1);
    long rows = q.size(2);
    // Query heads of a group lie in the rows of their key head.
    var grouped = q.reshape(q.size(0), k.size(1), groups * rows, q.size(3));
    var raw = grouped.matmul(k.transpose(2, 3)).mul(config.attentionScale() / cap).tanh().mul(cap);
    var split = raw.reshape(q.size(0), k.size(1), groups, rows, k.size(2));
    var weights = (mask == null ? split : split.add(overGroups(mask))).softmax(-1);
    return weights
        .reshape(q.size(0), k.size(1), groups * rows, k.size(2))
        .matmul(v)
        .reshape(q.size(0), q.size(1), rows, v.size(3));
  }

  /** A mask of [T, S] or [B, 1, 1, S] as one that broadcasts over [B, K, groups, T, S]. */
  private static Tensor overGroups(Tensor mask) {
    return mask.dims() == 4 ? mask.unsqueeze(2) : mask;
  }
}
