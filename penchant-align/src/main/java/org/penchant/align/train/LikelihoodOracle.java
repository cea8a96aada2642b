package org.penchant.align.train;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.PackedBatch;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Says whether a model is better on pairs: log pi(y_w) rises and log pi(y_l) falls, on at least one
 * of them. That is more than a margin that rises, and forbids displacement on that pair. Where only
 * the head moves, its body runs once.
 */
final class LikelihoodOracle implements ComparisonSearch.Oracle, AutoCloseable {
  private final CausalLm model;
  private final MovedParameters moved;
  private final PackedBatch batch;
  private final Optional<Tensor> predictors;
  private final double[] home;
  private long evaluations;

  /**
   * @param headOnly whether hidden states do not depend on what moves
   */
  LikelihoodOracle(CausalLm model, MovedParameters moved, List<Example> pairs, boolean headOnly) {
    this.model = model;
    this.moved = moved;
    this.batch = PackedBatch.of(pairs.stream().map(BestAndWorst::of).toList());
    try (var scope = TensorScope.open()) {
      var pass = LogProbs.of(model, batch, false, Set.of());
      this.home = sums(pass);
      this.predictors =
          headOnly ? Optional.of(TensorScope.free(pass.predictors())) : Optional.empty();
    }
  }

  /** log pi of every response where the parameters are at home, chosen then rejected. */
  double[] home() {
    return home;
  }

  long evaluations() {
    return evaluations;
  }

  @Override
  public boolean better(float[] delta) {
    moved.moveTo(delta);
    double[] there = logps();
    moved.moveHome();
    for (int i = 0; i < there.length; i += 2)
      if (there[i] > home[i] && there[i + 1] < home[i + 1]) return true;
    return false;
  }

  /** log pi of every response under the parameters as they are. */
  double[] logps() {
    evaluations++;
    try (var scope = TensorScope.open()) {
      return sums(
          predictors
              .map(states -> LogProbs.ofPredictors(model, batch, states))
              .orElseGet(() -> LogProbs.of(model, batch, false, Set.of())));
    }
  }

  private double[] sums(LogProbs pass) {
    double[] sums = new double[batch.sequences()];
    double[] tokens = pass.tokens().toDoubles();
    for (int t = 0; t < tokens.length; t++) sums[(int) batch.sequenceOf()[t]] += tokens[t];
    return sums;
  }

  @Override
  public void close() {
    predictors.ifPresent(Tensor::close);
  }
}
