package org.penchant.align.reward;

import java.util.Arrays;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Features brought to mean 0 and standard deviation 1, coordinate by coordinate: (x - mean) / sd. A
 * coordinate that does not vary is only centred.
 *
 * @param mean [D] F32
 * @param deviation sd, [D] F32, positive
 */
public record Scaling(Tensor mean, Tensor deviation) implements AutoCloseable {
  private static final double LEAST = 1e-6;

  /** Of the rows of {@code features}, [n, D]. */
  public static Scaling of(Tensor features) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      Tensor x = features.to(DType.F64);
      Tensor mean = x.mean(0, false);
      double[] sd = x.sub(mean).square().mean(0, false).sqrt().toDoubles();
      float[] kept = new float[sd.length];
      for (int j = 0; j < sd.length; j++) kept[j] = sd[j] < LEAST ? 1 : (float) sd[j];
      return new Scaling(
          TensorScope.free(mean.to(DType.F32)), TensorScope.free(Tensor.of(kept, kept.length)));
    }
  }

  /** Leaves features as they are. */
  public static Scaling none(int width) {
    float[] ones = new float[width];
    Arrays.fill(ones, 1);
    try (var _ = GradMode.disabled()) {
      return new Scaling(
          TensorScope.free(Tensor.zeros(DType.F32, width)),
          TensorScope.free(Tensor.of(ones, width)));
    }
  }

  /** (x - mean) / sd. */
  public Tensor apply(Tensor x) {
    return x.sub(mean).div(deviation);
  }

  @Override
  public void close() {
    mean.close();
    deviation.close();
  }
}
