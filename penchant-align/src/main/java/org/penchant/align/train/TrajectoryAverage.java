package org.penchant.align.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * The moving average of a run's parameters: mean += max(1 - decay, 1 / t) (theta_t - mean) after
 * step t, the plain mean of the first 1 / (1 - decay) steps and exponential from then on. What the
 * average of several runs should be compared with (arXiv 2401.12187).
 */
public final class TrajectoryAverage implements StepPart, AutoCloseable {
  private static final String PREFIX = "trajectory.";

  private final double decay;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> mean = new LinkedHashMap<>();
  private long step;

  /**
   * @param decay in [0, 1)
   * @param all parameters; those that train are averaged, in F32
   */
  public TrajectoryAverage(double decay, Map<String, Tensor> all) {
    if (!(decay >= 0 && decay < 1))
      throw new IllegalArgumentException("decay = " + decay + ", must be in [0, 1)");
    this.decay = decay;
    all.forEach((name, p) -> {
      if (!p.requiresGrad()) return;
      parameters.put(name, p);
      mean.put(PREFIX + name, TensorScope.free(Tensor.zeros(DType.F32, p.shape())));
    });
  }

  @Override
  public void begin(long taken) {
    step = taken;
  }

  @Override
  public void end() {
    double share = Math.max(1 - decay, 1.0 / (step + 1));
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      parameters.forEach((name, p) -> of(name).lerpInPlace(p.to(DType.F32), share));
    }
  }

  /** Puts the average into the parameters. */
  public void take() {
    try (var _ = GradMode.disabled()) {
      parameters.forEach((name, p) -> p.copyInPlace(of(name)));
    }
  }

  private Tensor of(String name) {
    Tensor found = mean.get(PREFIX + name);
    if (found == null) throw new IllegalStateException("no average of " + name);
    return found;
  }

  @Override
  public Map<String, Tensor> state() {
    return mean;
  }

  @Override
  public void close() {
    mean.values().forEach(Tensor::close);
  }
}
