package org.penchant.app.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.penchant.align.lm.LogProbs;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.PaddedBaseline;
import org.penchant.align.lm.Statistic;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.lm.Transformer;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A DPO step two ways, on one model and one stream of batches: packed with shared prompts and a
 * chunked head, and plain, padded with full logits. Useful tokens are those of all sequences,
 * prompts counted once per response, padding not counted.
 */
public final class AlignBench {
  /** Inverse temperature of the loss. */
  private static final double BETA = 0.1;

  private final Shape shape;
  private final Seeds seeds;

  /** The size of the problem. */
  public record Shape(int hidden, int layers, int vocabulary, int pairs) {
    public static Shape defaults() {
      return new Shape(256, 4, 32_000, 8);
    }
  }

  /** How steps are computed. */
  public enum Way {
    PACKED,
    /** Packed, activations computed again on the way back. */
    CHECKPOINTED,
    PLAIN
  }

  /**
   * What one measurement found.
   *
   * @param losses of every step
   */
  public record Speed(
      Way way, double usefulTokensPerSecond, long peakResidentMib, List<Double> losses) {}

  public AlignBench(Shape shape, long seed) {
    this.shape = shape;
    this.seeds = new Seeds(seed);
  }

  /** Times {@code steps} steps after {@code warm} others, in this process. */
  public Speed measure(Way way, int warm, int steps, DType type) {
    try (var model = model(type);
        var adam = new AdamW(AdamW.Options.defaults(), model.parameters(), _ -> false)) {
      var random = seeds.stream("batches");
      var losses = new ArrayList<Double>();
      long tokens = 0;
      long nanos = 0;
      for (int i = 0; i < warm + steps; i++) {
        var pairs = pairs(random);
        long began = System.nanoTime();
        losses.add(gradients(way, model, pairs));
        adam.step(1e-5, 1);
        if (i < warm) continue;
        nanos += System.nanoTime() - began;
        tokens += PackedBatch.usefulTokens(pairs);
      }
      return new Speed(way, tokens / (nanos / 1e9), Memory.peakResidentMib(), losses);
    }
  }

  /**
   * The greatest difference of loss and gradients between the two ways, relative to the greatest.
   */
  public Map<String, Double> differences() {
    try (var model = model(DType.F32)) {
      var pairs = pairs(seeds.stream("batches"));
      double packed = gradients(Way.PACKED, model, pairs);
      var mine = new HashMap<String, double[]>();
      model
          .parameters()
          .forEach((name, p) -> {
            mine.put(name, p.grad().toDoubles());
            p.clearGrad();
          });
      double plain = gradients(Way.PLAIN, model, pairs);
      var worst = new HashMap<String, Double>();
      worst.put("loss", Math.abs(packed - plain) / Math.abs(plain));
      double gradient = 0;
      for (var entry : model.parameters().entrySet()) {
        double[] theirs = entry.getValue().grad().toDoubles();
        double[] ours = mine.getOrDefault(entry.getKey(), new double[0]);
        double largest = 0;
        double gap = 0;
        for (int i = 0; i < theirs.length; i++) {
          largest = Math.max(largest, Math.abs(theirs[i]));
          gap = Math.max(gap, Math.abs(theirs[i] - ours[i]));
        }
        gradient = Math.max(gradient, gap / largest);
      }
      worst.put("gradient", gradient);
      return worst;
    }
  }

  /** Adds a step's gradients and returns its loss. */
  double gradients(Way way, Transformer model, List<List<TokenSequence>> pairs) {
    try (var scope = TensorScope.open()) {
      return switch (way) {
        case PACKED -> packed(model, pairs, false);
        case CHECKPOINTED -> packed(model, pairs, true);
        case PLAIN -> plain(model, pairs);
      };
    }
  }

  private double packed(Transformer model, List<List<TokenSequence>> pairs, boolean checkpointing) {
    var batch = PackedBatch.of(pairs);
    var logProbs = LogProbs.training(model, batch, checkpointing, Set.of(Statistic.ENTROPY));
    Tensor leaf = logProbs.tokens().requiresGrad(true);
    Tensor sums =
        Tensor.zeros(DType.F64, batch.sequences()).indexAdd(0, Tensor.of(batch.sequenceOf()), leaf);
    Tensor loss = loss(sums, pairs);
    loss.backward();
    logProbs.backward(leaf.grad());
    return loss.item();
  }

  private double plain(Transformer model, List<List<TokenSequence>> pairs) {
    Tensor loss =
        loss(
            PaddedBaseline.sums(model, pairs.stream().flatMap(List::stream).toList()).to(DType.F64),
            pairs);
    loss.backward();
    return loss.item();
  }

  /** DPO whose reference is uniform over the vocabulary, nearly the policy of random weights. */
  private Tensor loss(Tensor sums, List<List<TokenSequence>> pairs) {
    double[] reference =
        pairs.stream()
            .flatMap(List::stream)
            .mapToDouble(s -> s.trained() * Math.log(shape.vocabulary()))
            .toArray();
    Tensor rewards = sums.add(Tensor.of(reference)).mul(BETA).reshape(-1, 2);
    Tensor margin = rewards.narrow(1, 0, 1).sub(rewards.narrow(1, 1, 1));
    return margin.logSigmoid().neg().mean();
  }

  Transformer model(DType type) {
    var config =
        ModelConfig.parse(
            String.format(
                Locale.ROOT,
                """
                {"architectures": ["LlamaForCausalLM"], "model_type": "llama",
                 "hidden_size": %d, "intermediate_size": %d, "num_hidden_layers": %d,
                 "num_attention_heads": %d, "num_key_value_heads": %d, "vocab_size": %d,
                 "max_position_embeddings": 512, "rms_norm_eps": 1e-5, "hidden_act": "silu",
                 "tie_word_embeddings": false, "initializer_range": 0.02}
                """,
                shape.hidden(),
                (shape.hidden() * 43 / 16 + 15) / 16 * 16,
                shape.layers(),
                shape.hidden() / 32,
                shape.hidden() / 64,
                shape.vocabulary()),
            "bench");
    var model = Transformer.random(config, seeds);
    if (type == DType.F32) return model;
    try (model) {
      return model.copy(type);
    }
  }

  /** Prompts of 112 to 144 tokens, responses of 32 to 160. */
  List<List<TokenSequence>> pairs(RandomGenerator random) {
    var pairs = new ArrayList<List<TokenSequence>>();
    for (int i = 0; i < shape.pairs(); i++) pairs.add(responses(random, 2));
    return pairs;
  }

  /** Responses of 32 to 160 tokens to one prompt of 112 to 144. */
  List<TokenSequence> responses(RandomGenerator random, int count) {
    int[] prompt = ids(random, random.nextInt(112, 145));
    var all = new ArrayList<TokenSequence>();
    for (int i = 0; i < count; i++) all.add(sequence(random, prompt));
    return List.copyOf(all);
  }

  private TokenSequence sequence(RandomGenerator random, int[] prompt) {
    int[] response = ids(random, random.nextInt(32, 161));
    int[] all = java.util.Arrays.copyOf(prompt, prompt.length + response.length);
    System.arraycopy(response, 0, all, prompt.length, response.length);
    return TokenSequence.trainingFrom(all, prompt.length);
  }

  private int[] ids(RandomGenerator random, int n) {
    return random.ints(n, 0, shape.vocabulary()).toArray();
  }
}
