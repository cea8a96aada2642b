package org.penchant.align.lm;

import java.util.Optional;
import org.penchant.torch.tensor.BlasThreads;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * The hidden states that a batch's trained tokens would be predicted from, without predicting them:
 * what reward heads read.
 */
public final class PredictorStates {
  private final PackedBatch batch;
  private final CausalLm model;
  private final Optional<Activations> body;
  private final Tensor states;

  private PredictorStates(
      CausalLm model, PackedBatch batch, Optional<Activations> body, Tensor all) {
    this.model = model;
    this.batch = batch;
    this.body = body;
    try (var _ = GradMode.disabled()) {
      this.states = all.indexSelect(0, Tensor.of(batch.predictor()));
    }
  }

  /** Runs the body forward. */
  public static PredictorStates of(CausalLm model, PackedBatch batch) {
    try (var _ = GradMode.disabled();
        var _ = BlasThreads.suited(model.type())) {
      return new PredictorStates(model, batch, Optional.empty(), model.hidden(batch.packing()));
    }
  }

  /**
   * Runs the body forward for {@link #backward}.
   *
   * @param checkpointing as {@link CausalLm#forward} has it
   */
  public static PredictorStates training(CausalLm model, PackedBatch batch, boolean checkpointing) {
    try (var _ = GradMode.enabled();
        var _ = BlasThreads.suited(model.type())) {
      var body = model.forward(batch.packing(), checkpointing);
      return new PredictorStates(model, batch, Optional.of(body), body.output());
    }
  }

  /** [n, D], cut from differentiation. */
  public Tensor states() {
    return states;
  }

  /**
   * Adds the loss's gradients to the body's parameters.
   *
   * @param gradient d loss / d states, [n, D]
   * @throws IllegalStateException if the pass was not made for training
   */
  public void backward(Tensor gradient) {
    var way = body.orElseThrow(() -> new IllegalStateException("not a pass for training"));
    try (var scope = TensorScope.open();
        var _ = GradMode.enabled();
        var _ = BlasThreads.suited(model.type())) {
      Tensor all = Tensor.zeros(states.type(), way.output().shape());
      way.backward(
          all.indexAddInPlace(0, Tensor.of(batch.predictor()), gradient.to(states.type())));
    }
  }
}
