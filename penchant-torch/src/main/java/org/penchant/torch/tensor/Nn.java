package org.penchant.torch.tensor;

import static org.bytedeco.pytorch.global.torch.rms_norm;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import java.util.OptionalDouble;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Fused operations of neural networks. */
public final class Nn {
  private Nn() {}

  /** x W^T + b for x [..., in], weight [out, in], bias [out] or none. */
  public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    return new Tensor(
        bias == null
            ? torch.linear(x.handle, weight.handle)
            : torch.linear(x.handle, weight.handle, bias.handle));
  }

  /** Rows of table [V, D] at ids [...], giving [..., D]. */
  public static Tensor embedding(Tensor table, Tensor ids) {
    return new Tensor(torch.embedding(table.handle, ids.handle));
  }

  /** x / sqrt(mean(x^2) + eps) * weight over the last dimension. */
  public static Tensor rmsNorm(Tensor x, Tensor weight, double eps) {
    return new Tensor(
        rms_norm(
            x.handle, weight.shape(), new TensorOptional(weight.handle), new DoubleOptional(eps)));
  }

  /** x W + b for x [..., in], weight [in, out], the transposed layout of GPT-2. */
  public static Tensor linearTransposed(Tensor x, Tensor weight, @Nullable Tensor bias) {
    return new Tensor(
        bias == null
            ? x.handle.matmul(weight.handle)
            : torch.addmm(bias.handle, x.handle, weight.handle));
  }

  /** (x - mean) / sqrt(var + eps) * weight + bias over the last dimension. */
  public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
    return new Tensor(
        torch.layer_norm(
            x.handle,
            weight.shape(),
            new TensorOptional(weight.handle),
            new TensorOptional(bias.handle),
            eps,
            false));
  }

  /** x sigmoid(x). */
  public static Tensor silu(Tensor x) {
    return new Tensor(torch.silu(x.handle));
  }

  /** x Phi(x), exact, or its tanh approximation. */
  public static Tensor gelu(Tensor x, boolean tanhApproximation) {
    return new Tensor(torch.gelu(x.handle, tanhApproximation ? "tanh" : "none"));
  }

  /**
   * softmax(q k^T scale + mask) v.
   *
   * @param q [B, H, T, d]
   * @param k [B, K, S, d], where K divides H: query heads share keys in groups of H/K
   * @param v [B, K, S, d]
   * @param mask BOOL (true attends) or floating (added) [.., T, S], or none
   * @param causal whether query t attends to keys 0..t only; needs no mask and T = S
   * @param scale 1/sqrt(d) if empty
   */
  public static Tensor attention(
      Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, boolean causal, OptionalDouble scale) {
    return new Tensor(
        scaled_dot_product_attention(
            q.handle,
            k.handle,
            v.handle,
            mask == null ? new TensorOptional() : new TensorOptional(mask.handle),
            0.0,
            causal,
            scale.isPresent() ? new DoubleOptional(scale.getAsDouble()) : new DoubleOptional(),
            q.size(1) != k.size(1)));
  }
}
