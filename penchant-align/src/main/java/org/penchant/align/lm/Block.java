package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penchant.align.lm.Layout.Fusion;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;

/**
 * One layer: attention and MLP around the residual stream.
 *
 * <p>Sequential: x += post(attention(norm x)), then x += post(mlp(norm x)). Parallel: x +=
 * attention(norm1 x) + mlp(norm2 x).
 *
 * @param qkv the maps of query, key and value, or the one map of all three
 * @param gate none for a plain MLP
 */
record Block(
    ModelConfig config,
    int index,
    Fusion fusion,
    Norm attentionNorm,
    List<LinearMap> qkv,
    @Nullable Norm queryNorm,
    @Nullable Norm keyNorm,
    LinearMap out,
    @Nullable Norm attentionPostNorm,
    Norm mlpNorm,
    @Nullable LinearMap gate,
    LinearMap up,
    LinearMap down,
    @Nullable Norm mlpPostNorm) {

  /** x [N, D] to [N, D]. */
  Tensor apply(Tensor x, RotaryTable.@Nullable Turn turn, Attention attention) {
    var attended = attend(attentionNorm.apply(x), turn, attention);
    if (config.parallel()) return x.add(attended).add(mlp(mlpNorm.apply(x)));
    if (attentionPostNorm != null) attended = attentionPostNorm.apply(attended);
    var middle = x.add(attended);
    var added = mlp(mlpNorm.apply(middle));
    if (mlpPostNorm != null) added = mlpPostNorm.apply(added);
    return middle.add(added);
  }

  private Tensor attend(Tensor x, RotaryTable.@Nullable Turn turn, Attention attention) {
    var parts = project(x);
    var q = parts.get(0);
    var k = parts.get(1);
    if (queryNorm != null) q = queryNorm.apply(q);
    if (keyNorm != null) k = keyNorm.apply(k);
    if (turn != null) {
      q = turn.apply(q);
      k = turn.apply(k);
    }
    return out.apply(attention.attend(index, q, k, parts.get(2)));
  }

  /** Query [N, H, d], key and value [N, K, d]. */
  private List<Tensor> project(Tensor x) {
    long n = x.size(0);
    long h = config.heads();
    long d = config.headDim();
    var projected = new ArrayList<Tensor>(3);
    for (var map : qkv) projected.add(map.apply(x));
    return switch (fusion) {
      case NONE ->
          List.of(
              projected.get(0).reshape(n, h, d),
              projected.get(1).reshape(n, config.kvHeads(), d),
              projected.get(2).reshape(n, config.kvHeads(), d));
      case BLOCKS -> projected.getFirst().reshape(n, 3 * h, d).split(1, h, h, h);
      case PER_HEAD -> projected.getFirst().reshape(n, h, 3 * d).split(2, d, d, d);
    };
  }

  private Tensor mlp(Tensor x) {
    var raised = up.apply(x);
    return down.apply(gate == null ? activate(raised) : activate(gate.apply(x)).mul(raised));
  }

  private Tensor activate(Tensor x) {
    return switch (config.activation()) {
      case SILU -> Nn.silu(x);
      case GELU -> Nn.gelu(x, false);
      case GELU_TANH -> Nn.gelu(x, true);
      case RELU -> x.relu();
    };
  }
}
