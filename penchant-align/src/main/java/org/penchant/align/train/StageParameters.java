package org.penchant.align.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.reference.CachedReference;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** What stages ended with, and the policy's going on from there. */
final class StageParameters implements AutoCloseable {
  private final CausalLm policy;
  private Map<String, Tensor> hat;

  /** The first stage's start counts as what a stage before it ended with. */
  StageParameters(CausalLm policy) {
    this.policy = policy;
    hat = copy();
  }

  /**
   * The policy goes on by {@code momentum} times what the stage moved it, unless it was the last.
   *
   * @param klCap half the mean squared change of log pi a token, which is KL for small changes,
   *     beyond which it stays; 0 for none
   * @param rows on whose tokens the change is measured
   */
  void ended(double momentum, boolean last, double klCap, List<Example> rows, int maxTokens) {
    if (momentum == 0 || last) return;
    var before = hat;
    hat = copy();
    double[] there = klCap > 0 ? tokens(rows, maxTokens) : new double[0];
    set(before, momentum);
    if (klCap > 0 && change(there, tokens(rows, maxTokens)) > klCap) set(before, 0);
    before.values().forEach(Tensor::close);
  }

  /** theta = hat + momentum (hat - before). */
  private void set(Map<String, Tensor> before, double momentum) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      policy
          .parameters()
          .forEach((name, p) -> {
            Tensor ended = hat.get(name);
            Tensor began = before.get(name);
            if (ended != null && began != null)
              p.copyInPlace(ended.add(ended.sub(began).mul(momentum)));
          });
    }
  }

  private double[] tokens(List<Example> rows, int maxTokens) {
    var groups = rows.stream().map(Example::sequences).toList();
    return CachedReference.compute(policy, groups, maxTokens, _ -> {}).all(groups);
  }

  private static double change(double[] before, double[] after) {
    double squares = 0;
    for (int t = 0; t < before.length; t++)
      squares += (after[t] - before[t]) * (after[t] - before[t]);
    return squares / 2 / before.length;
  }

  private Map<String, Tensor> copy() {
    var copies = new LinkedHashMap<String, Tensor>();
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      policy
          .parameters()
          .forEach((name, p) -> {
            if (p.requiresGrad()) copies.put(name, TensorScope.free(p.detach().copy()));
          });
    }
    return copies;
  }

  @Override
  public void close() {
    hat.values().forEach(Tensor::close);
  }
}
