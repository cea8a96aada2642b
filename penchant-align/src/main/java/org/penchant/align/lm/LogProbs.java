package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penchant.torch.tensor.BlasThreads;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * Log-probabilities of the trained tokens of a batch: the only path from a model to likelihoods,
 * for training, scoring and evaluation alike.
 *
 * <p>The head is applied to the positions that predict a trained token, in chunks, so that no
 * [batch, length, vocabulary] tensor ever exists. Differentiation is staged: the chunks give
 * numbers, the caller turns them into a loss and its derivative by each token, and {@link
 * #backward} carries that derivative through the head, chunk by chunk, and then once through the
 * body.
 */
public final class LogProbs {
  /** Rows of BF16 matrices in training and scoring come in multiples of this. */
  static final int BF16_ROWS = 64;

  /**
   * Smaller derivatives count as 0. They arise where a margin is large, change no weight, and their
   * products with small probabilities would be subnormal numbers, which slow matrix products down
   * several times.
   */
  private static final double LEAST = 1e-25;

  private final CausalLm model;
  private final PackedBatch batch;
  private final Optional<Activations> body;
  private final Tensor hidden;
  private final Tensor tokens;
  private final Extras extras;
  private final Map<String, Tensor> taught;
  private final Map<Statistic, Tensor> statistics = new EnumMap<>(Statistic.class);
  private final Map<Signal, Tensor> signals = new HashMap<>();

  private LogProbs(
      CausalLm model,
      PackedBatch batch,
      Optional<Activations> body,
      Tensor hidden,
      Extras extras,
      Map<String, Tensor> taught) {
    this.model = model;
    this.batch = batch;
    this.body = body;
    this.hidden = hidden;
    this.extras = extras;
    this.taught = taught;
    this.tokens = run();
  }

  /**
   * Runs the model forward.
   *
   * @param train whether {@link #backward} will be called
   * @param wanted of the distribution at each trained token
   */
  public static LogProbs of(
      CausalLm model, PackedBatch batch, boolean train, Set<Statistic> wanted) {
    return of(model, batch, train, Extras.of(wanted));
  }

  /**
   * Runs the model forward, and the teachers of signals.
   *
   * @param train whether {@link #backward} will be called
   * @throws IllegalArgumentException if a teacher is missing or has another vocabulary
   */
  public static LogProbs of(CausalLm model, PackedBatch batch, boolean train, Extras wanted) {
    if (train) return training(model, batch, false, wanted);
    try (var _ = GradMode.disabled();
        var _ = BlasThreads.suited(model.type())) {
      return of(model, batch, Optional.empty(), model.hidden(batch.packing()), wanted);
    }
  }

  /**
   * Runs the model forward for {@link #backward}.
   *
   * @param checkpointing as {@link CausalLm#forward} has it
   * @param wanted of the distribution at each trained token
   */
  public static LogProbs training(
      CausalLm model, PackedBatch batch, boolean checkpointing, Set<Statistic> wanted) {
    return training(model, batch, checkpointing, Extras.of(wanted));
  }

  /**
   * Runs the model forward for {@link #backward}, and the teachers of signals.
   *
   * @param checkpointing as {@link CausalLm#forward} has it
   * @throws IllegalArgumentException if a teacher is missing or has another vocabulary
   */
  public static LogProbs training(
      CausalLm model, PackedBatch batch, boolean checkpointing, Extras wanted) {
    try (var _ = GradMode.enabled();
        var _ = BlasThreads.suited(model.type())) {
      var body = model.forward(batch.packing(), checkpointing);
      return of(model, batch, Optional.of(body), body.output(), wanted);
    }
  }

  /**
   * Runs the head alone.
   *
   * @param predictors hidden states that {@link #predictors} gave for this batch and this body
   */
  public static LogProbs ofPredictors(CausalLm model, PackedBatch batch, Tensor predictors) {
    try (var _ = GradMode.disabled();
        var _ = BlasThreads.suited(model.type())) {
      return new LogProbs(
          model, batch, Optional.empty(), predictors, Extras.of(Set.of()), Map.of());
    }
  }

  private static LogProbs of(
      CausalLm model, PackedBatch batch, Optional<Activations> body, Tensor all, Extras wanted) {
    try (var _ = GradMode.disabled()) {
      Tensor hidden = all.indexSelect(0, Tensor.of(batch.predictor()));
      var taught = wanted.teachers().predictors(wanted.signals(), batch);
      return new LogProbs(model, batch, body, hidden, wanted, taught);
    }
  }

  /** log p of the trained tokens; fills statistics and signals. */
  private Tensor run() {
    var found = new ArrayList<Tensor>();
    var told = new EnumMap<Statistic, List<Tensor>>(Statistic.class);
    var compared = new HashMap<Signal, List<Tensor>>();
    for (var chunk : HeadChunk.of(model, batch)) {
      try (var scope = TensorScope.open()) {
        Tensor logp = HeadChunk.logp(model, chunk.of(hidden));
        found.add(scope.keep(chunk.gather(logp, batch).to(DType.F64)));
        for (var statistic : extras.statistics())
          told.computeIfAbsent(statistic, _ -> new ArrayList<>())
              .add(scope.keep(statistic.of(logp).to(DType.F64)));
        var teachers = teachers(chunk);
        for (var signal : extras.signals())
          compared
              .computeIfAbsent(signal, _ -> new ArrayList<>())
              .add(scope.keep(signal.of(logp, teachers, chunk.target(batch)).to(DType.F64)));
      }
    }
    told.forEach((statistic, parts) -> statistics.put(statistic, Tensor.concat(0, parts)));
    compared.forEach((signal, parts) -> signals.put(signal, Tensor.concat(0, parts)));
    return Tensor.concat(0, found);
  }

  /** log p of each trained token, [n] F64, cut from differentiation. */
  public Tensor tokens() {
    return tokens;
  }

  /** A statistic of every trained token, [n] F64, if it was wanted. */
  public Optional<Tensor> statistic(Statistic statistic) {
    return Optional.ofNullable(statistics.get(statistic));
  }

  /**
   * A signal of every trained token, [n] F64, cut from differentiation.
   *
   * @throws IllegalArgumentException if it was not wanted
   */
  public Tensor signal(Signal signal) {
    var found = signals.get(signal);
    if (found == null) throw new IllegalArgumentException(signal + " was not wanted");
    return found;
  }

  /** The hidden states that predict the trained tokens, [n, D], after the final norm. */
  public Tensor predictors() {
    return hidden;
  }

  /**
   * Adds the loss's gradients to the model's parameters.
   *
   * @param derivative d loss / d log p of each trained token, [n]
   * @throws IllegalStateException if the pass was not made for training
   */
  public void backward(Tensor derivative) {
    backward(derivative, Map.of());
  }

  /**
   * Adds the loss's gradients to the model's parameters; teachers get none.
   *
   * @param derivative d loss / d log p of each trained token, [n]
   * @param bySignal d loss / d signal of each trained token, [n], for signals that were wanted
   * @throws IllegalStateException if the pass was not made for training
   */
  public void backward(Tensor derivative, Map<Signal, Tensor> bySignal) {
    backward(derivative, bySignal, Optional.empty());
  }

  /**
   * Adds the loss's gradients to the model's parameters; teachers get none.
   *
   * @param derivative d loss / d log p of each trained token, [n]
   * @param bySignal d loss / d signal of each trained token, [n], for signals that were wanted
   * @param byPredictor what is added to d loss / d {@link #predictors}, [n, D], for losses that
   *     read hidden states themselves
   * @throws IllegalStateException if the pass was not made for training
   */
  public void backward(
      Tensor derivative, Map<Signal, Tensor> bySignal, Optional<Tensor> byPredictor) {
    var way = body.orElseThrow(() -> new IllegalStateException("not a pass for training"));
    bySignal.keySet().forEach(this::signal);
    try (var scope = TensorScope.open();
        var _ = GradMode.enabled();
        var _ = BlasThreads.suited(model.type())) {
      Tensor gradient = Tensor.zeros(hidden.type(), hidden.shape());
      Tensor felt = felt(derivative);
      for (var chunk : HeadChunk.of(model, batch)) {
        try (var inner = TensorScope.open()) {
          Tensor part = chunk.of(hidden).copy().requiresGrad(true);
          Tensor all = HeadChunk.logp(model, part);
          Tensor logp = chunk.gather(all, batch);
          Tensor weight = chunk.of(felt).to(DType.F32);
          if (bySignal.isEmpty()) logp.backward(weight);
          else logp.mul(weight).sum().add(pulled(bySignal, all, chunk)).backward();
          chunk.of(gradient).copyInPlace(part.grad());
        }
      }
      byPredictor.ifPresent(more -> gradient.addInPlace(more.to(gradient.type())));
      Tensor all = Tensor.zeros(hidden.type(), way.output().shape());
      way.backward(all.indexAddInPlace(0, Tensor.of(batch.predictor()), gradient));
    }
  }

  /** What signals add to a loss whose derivatives by them are known. */
  private Tensor pulled(Map<Signal, Tensor> bySignal, Tensor logp, HeadChunk chunk) {
    var teachers = teachers(chunk);
    Tensor total = Tensor.zeros(DType.F32);
    for (var signal : extras.signals()) {
      var derivative = bySignal.get(signal);
      if (derivative == null) continue;
      Tensor weight = chunk.of(felt(derivative)).to(DType.F32);
      total = total.add(signal.of(logp, teachers, chunk.target(batch)).mul(weight).sum());
    }
    return total;
  }

  /** log p of each teacher over the vocabulary, [n, V] F32. */
  private Map<String, Tensor> teachers(HeadChunk chunk) {
    if (taught.isEmpty()) return Map.of();
    var found = new HashMap<String, Tensor>();
    try (var _ = GradMode.disabled()) {
      taught.forEach((name, states) ->
          found.put(name, HeadChunk.logp(extras.teachers().get(name), chunk.of(states))));
    }
    return found;
  }

  private static Tensor felt(Tensor derivative) {
    return derivative.mul(derivative.abs().gt(LEAST).to(derivative.type()));
  }
}
