package org.penchant.torch.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * AdamW (arXiv 1711.05101): m = b1 m + (1-b1) g, v = b2 v + (1-b2) g^2, w -= lr (decay w +
 * m/(1-b1^t) / (sqrt(v/(1-b2^t)) + eps)).
 *
 * <p>Moments are F32, and so is a master copy of every parameter of a narrower type: the parameter
 * is the rounded master. The optimiser owns moments and masters until {@link #close}.
 */
public final class AdamW implements AutoCloseable {
  private final Options options;
  private final Map<String, Tensor> parameters;
  private final Predicate<String> decays;
  private final Map<String, Tensor> first = new LinkedHashMap<>();
  private final Map<String, Tensor> second = new LinkedHashMap<>();
  private final Map<String, Tensor> masters = new LinkedHashMap<>();
  private final List<String> untouched = new ArrayList<>();
  private long steps;

  /**
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param weightDecay decoupled, times the learning rate
   */
  public record Options(double beta1, double beta2, double epsilon, double weightDecay) {
    public static Options defaults() {
      return new Options(0.9, 0.999, 1e-8, 0);
    }

    public Options withWeightDecay(double value) {
      return new Options(beta1, beta2, epsilon, value);
    }
  }

  /**
   * An optimiser of the parameters that require gradients.
   *
   * @param decays the names that weight decay applies to
   */
  public AdamW(Options options, Map<String, Tensor> all, Predicate<String> decays) {
    this.options = options;
    this.decays = decays;
    this.parameters = new LinkedHashMap<>();
    all.forEach((name, parameter) -> {
      if (parameter.requiresGrad()) parameters.put(name, parameter);
    });
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      parameters.forEach((name, p) -> {
        DType type = p.type() == DType.F64 ? DType.F64 : DType.F32;
        first.put(name, TensorScope.free(Tensor.zeros(type, p.shape())));
        second.put(name, TensorScope.free(Tensor.zeros(type, p.shape())));
        if (p.type() != type) masters.put(name, TensorScope.free(p.detach().to(type)));
      });
    }
  }

  /** The parameters being optimised. */
  public Map<String, Tensor> parameters() {
    return parameters;
  }

  /** Steps taken. */
  public long steps() {
    return steps;
  }

  /** The Euclidean norm of all gradients together. */
  public double gradientNorm() {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      Tensor total = Tensor.scalar(0);
      for (var parameter : parameters.values())
        if (parameter.hasGrad())
          total.addInPlace(parameter.grad().to(DType.F32).square().sum().to(DType.F64));
      return Math.sqrt(total.item());
    }
  }

  /** The parameters that had no gradient in the last step. */
  public List<String> withoutGradient() {
    return List.copyOf(untouched);
  }

  /** Takes one step with gradients times {@code scale}, and forgets the gradients. */
  public void step(double learningRate, double scale) {
    steps++;
    untouched.clear();
    double c1 = 1 - Math.pow(options.beta1, steps);
    double c2 = Math.sqrt(1 - Math.pow(options.beta2, steps));
    try (var _ = GradMode.disabled()) {
      parameters.forEach((name, parameter) -> {
        if (!parameter.hasGrad()) {
          untouched.add(name);
          return;
        }
        try (var scope = TensorScope.open()) {
          Tensor m = get(first, name);
          Tensor v = get(second, name);
          Tensor g = parameter.grad().to(m.type());
          if (scale != 1) g = g.mul(scale);
          Tensor w = masters.getOrDefault(name, parameter);
          if (options.weightDecay != 0 && decays.test(name))
            w.mulInPlace(1 - learningRate * options.weightDecay);
          m.lerpInPlace(g, 1 - options.beta1);
          v.mulInPlace(options.beta2).addMulInPlace(g, g, 1 - options.beta2);
          Tensor root = v.sqrt().mulInPlace(1 / c2).addInPlace(options.epsilon);
          w.addDivInPlace(m, root, -learningRate / c1);
          if (w != parameter) parameter.copyInPlace(w);
        }
        parameter.clearGrad();
      });
    }
  }

  /** Moments and masters under names of their own, for checkpoints. */
  public Map<String, Tensor> state() {
    var state = new LinkedHashMap<String, Tensor>();
    first.forEach((name, t) -> state.put("first." + name, t));
    second.forEach((name, t) -> state.put("second." + name, t));
    masters.forEach((name, t) -> state.put("master." + name, t));
    return state;
  }

  /** Goes on after {@code steps} steps, when {@link #state}'s tensors have been restored. */
  public void resumeAt(long steps) {
    this.steps = steps;
  }

  @Override
  public void close() {
    state().values().forEach(Tensor::close);
  }

  private static Tensor get(Map<String, Tensor> from, String name) {
    Tensor found = from.get(name);
    if (found == null) throw new IllegalArgumentException("no tensor " + name);
    return found;
  }
}
