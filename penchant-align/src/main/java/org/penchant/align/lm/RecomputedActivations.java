package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A pass that keeps the input of each stage and no graph; on the way back each stage runs again
 * with a graph of its own, last stage first (Chen et al. 2016, section 4, a segment being a stage).
 * It costs one more forward pass and holds the intermediates of one stage at a time.
 */
final class RecomputedActivations implements Activations {
  private final Supplier<Tensor> source;
  private final List<UnaryOperator<Tensor>> stages;
  private final List<Tensor> inputs;
  private final Tensor output;

  private RecomputedActivations(
      Supplier<Tensor> source,
      List<UnaryOperator<Tensor>> stages,
      List<Tensor> inputs,
      Tensor output) {
    this.source = source;
    this.stages = stages;
    this.inputs = inputs;
    this.output = output;
  }

  /** Runs {@code source} and then the stages, each on what the one before gave. */
  static RecomputedActivations of(Supplier<Tensor> source, List<UnaryOperator<Tensor>> stages) {
    var inputs = new ArrayList<Tensor>();
    try (var _ = GradMode.disabled()) {
      var x = source.get();
      for (var stage : stages) {
        inputs.add(x);
        x = within(stage, x);
      }
      return new RecomputedActivations(source, stages, inputs, x);
    }
  }

  private static Tensor within(UnaryOperator<Tensor> stage, Tensor x) {
    try (var scope = TensorScope.open()) {
      return scope.keep(stage.apply(x));
    }
  }

  @Override
  public Tensor output() {
    return output;
  }

  @Override
  public void backward(Tensor gradient) {
    try (var _ = GradMode.enabled();
        var _ = TensorScope.open()) {
      var carried = gradient;
      for (int i = stages.size() - 1; i >= 0; i--) {
        var next = back(stages.get(i), inputs.get(i), carried);
        inputs.get(i).close();
        if (carried != gradient) carried.close();
        carried = next;
      }
      var first = source.get();
      if (first.requiresGrad()) first.backward(carried);
    }
  }

  private static Tensor back(UnaryOperator<Tensor> stage, Tensor input, Tensor gradient) {
    try (var scope = TensorScope.open()) {
      var leaf = input.detach().requiresGrad(true);
      stage.apply(leaf).backward(gradient);
      // The leaf holds its gradient by value; detaching makes a handle that outlives the leaf.
      return scope.keep(leaf.grad().detach());
    }
  }
}
