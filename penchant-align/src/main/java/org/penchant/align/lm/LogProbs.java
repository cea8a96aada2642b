package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.EnumMap;
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
  /** Logits held at once, in elements: 8 Mi, 32 MiB in F32. */
  private static final long CHUNK_ELEMENTS = 8L << 20;

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
  private final Map<Statistic, Tensor> statistics;

  private LogProbs(
      CausalLm model,
      PackedBatch batch,
      Optional<Activations> body,
      Tensor hidden,
      Tensor tokens,
      Map<Statistic, Tensor> statistics) {
    this.model = model;
    this.batch = batch;
    this.body = body;
    this.hidden = hidden;
    this.tokens = tokens;
    this.statistics = statistics;
  }

  /**
   * Runs the model forward.
   *
   * @param train whether {@link #backward} will be called
   * @param wanted of the distribution at each trained token
   */
  public static LogProbs of(
      CausalLm model, PackedBatch batch, boolean train, Set<Statistic> wanted) {
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
    try (var _ = GradMode.enabled();
        var _ = BlasThreads.suited(model.type())) {
      var body = model.forward(batch.packing(), checkpointing);
      return of(model, batch, Optional.of(body), body.output(), wanted);
    }
  }

  private static LogProbs of(
      CausalLm model,
      PackedBatch batch,
      Optional<Activations> body,
      Tensor all,
      Set<Statistic> wanted) {
    try (var _ = GradMode.disabled()) {
      Tensor hidden = all.indexSelect(0, Tensor.of(batch.predictor()));
      var tokens = new ArrayList<Tensor>();
      var found = new EnumMap<Statistic, List<Tensor>>(Statistic.class);
      for (var chunk : chunks(model, batch)) {
        try (var scope = TensorScope.open()) {
          Tensor logp = logp(model, hidden.narrow(0, chunk.from, chunk.length));
          tokens.add(scope.keep(gather(logp, batch, chunk).to(DType.F64)));
          for (var statistic : wanted)
            found
                .computeIfAbsent(statistic, _ -> new ArrayList<>())
                .add(scope.keep(statistic.of(logp).to(DType.F64)));
        }
      }
      var statistics = new EnumMap<Statistic, Tensor>(Statistic.class);
      found.forEach((statistic, parts) -> statistics.put(statistic, Tensor.concat(0, parts)));
      return new LogProbs(model, batch, body, hidden, Tensor.concat(0, tokens), statistics);
    }
  }

  /** log p of each trained token, [n] F64, cut from differentiation. */
  public Tensor tokens() {
    return tokens;
  }

  /** A statistic of every trained token, [n] F64, if it was wanted. */
  public Optional<Tensor> statistic(Statistic statistic) {
    return Optional.ofNullable(statistics.get(statistic));
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
    var way = body.orElseThrow(() -> new IllegalStateException("not a pass for training"));
    try (var scope = TensorScope.open();
        var _ = GradMode.enabled();
        var _ = BlasThreads.suited(model.type())) {
      Tensor gradient = Tensor.zeros(hidden.type(), hidden.shape());
      Tensor felt = derivative.mul(derivative.abs().gt(LEAST).to(derivative.type()));
      for (var chunk : chunks(model, batch)) {
        try (var inner = TensorScope.open()) {
          Tensor part = hidden.narrow(0, chunk.from, chunk.length).copy().requiresGrad(true);
          Tensor logp = gather(logp(model, part), batch, chunk);
          logp.backward(felt.narrow(0, chunk.from, chunk.length).to(DType.F32));
          gradient.narrow(0, chunk.from, chunk.length).copyInPlace(part.grad());
        }
      }
      Tensor all = Tensor.zeros(hidden.type(), way.output().shape());
      way.backward(all.indexAddInPlace(0, Tensor.of(batch.predictor()), gradient));
    }
  }

  /** log p over the vocabulary, [n, V] F32, of hidden states [n, D]. */
  private static Tensor logp(CausalLm model, Tensor hidden) {
    long rows = hidden.size(0);
    int filling = model.type() == DType.BF16 ? Math.floorMod(-rows, BF16_ROWS) : 0;
    var filled =
        filling == 0
            ? hidden
            : Tensor.concat(
                0, List.of(hidden, Tensor.zeros(hidden.type(), filling, hidden.size(1))));
    var logits = model.logits(filled);
    return (filling == 0 ? logits : logits.narrow(0, 0, rows)).to(DType.F32).logSoftmax(-1);
  }

  private record Chunk(long from, long length) {}

  private static List<Chunk> chunks(CausalLm model, PackedBatch batch) {
    long rows = Math.max(1, CHUNK_ELEMENTS / model.vocabulary());
    var chunks = new ArrayList<Chunk>();
    for (long from = 0; from < batch.trained(); from += rows)
      chunks.add(new Chunk(from, Math.min(rows, batch.trained() - from)));
    return chunks;
  }

  private static Tensor gather(Tensor logp, PackedBatch batch, Chunk chunk) {
    long[] target =
        java.util.Arrays.copyOfRange(
            batch.target(), (int) chunk.from, (int) (chunk.from + chunk.length));
    return logp.gather(1, Tensor.of(target, chunk.length, 1)).squeeze(1);
  }
}
