package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.PaddedBaseline;
import org.penchant.align.lm.Transformer;
import org.penchant.core.random.Seeds;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A decoder of one layer, width 32 and learned positions with a reward head on the last token,
 * trained on pairs: weight times the ranking loss of rewards, and the mean cross-entropy of taught
 * tokens. For sequences of some dozens of tokens.
 */
public final class TinyDecoder implements AutoCloseable {
  private static final int WIDTH = 32;
  private static final int BATCH = 256;

  private final Transformer body;
  private final Tensor head;
  private final int vocabulary;

  private TinyDecoder(Transformer body, Tensor head, int vocabulary) {
    this.body = body;
    this.head = head;
    this.vocabulary = vocabulary;
  }

  /**
   * A sequence to learn from.
   *
   * @param ids tokens
   * @param taught which of them are taught; never the first
   */
  public record Sequence(int[] ids, BitSet taught) {}

  /**
   * How it trains.
   *
   * @param pairs of a step
   * @param steps of Adam
   * @param rate of learning
   * @param rankWeight of -log sigmoid(r_chosen - r_rejected)
   */
  public record Training(int pairs, int steps, double rate, double rankWeight) {}

  /** A decoder of random weights, which belong to the caller until {@link #close}. */
  public static TinyDecoder drawn(int vocabulary, int context, Seeds seeds) {
    var config =
        ModelConfig.parse(
            String.format(
                Locale.ROOT,
                """
                {"architectures": ["GPT2LMHeadModel"], "model_type": "gpt2", "n_embd": %d,
                 "n_inner": %d, "n_layer": 1, "n_head": 4, "vocab_size": %d, "n_positions": %d,
                 "layer_norm_epsilon": 1e-5, "activation_function": "gelu_new",
                 "initializer_range": 0.15}
                """,
                WIDTH,
                2 * WIDTH,
                vocabulary,
                context),
            "tiny decoder");
    var random = seeds.stream("head");
    float[] first = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) first[i] = (float) (random.nextGaussian() / Math.sqrt(WIDTH));
    return new TinyDecoder(
        Transformer.random(config, seeds.child("body")),
        Tensor.of(first, WIDTH, 1).requiresGrad(true),
        vocabulary);
  }

  /** Trains on pairs, the chosen of pair i at 2 i, the rejected behind it. */
  public void train(List<Sequence> pairs, Training how, Seeds seeds) {
    var random = seeds.stream("batches");
    Map<String, Tensor> parameters = new LinkedHashMap<>(body.parameters());
    parameters.put("head", head);
    try (var adam = new AdamW(AdamW.Options.defaults(), parameters, _ -> false)) {
      for (int step = 0; step < how.steps(); step++) {
        var rows = new ArrayList<Sequence>();
        for (int i = 0; i < how.pairs(); i++) {
          int pair = random.nextInt(pairs.size() / 2);
          rows.add(pairs.get(2 * pair));
          rows.add(pairs.get(2 * pair + 1));
        }
        try (var scope = TensorScope.open();
            var _ = GradMode.enabled()) {
          loss(rows, how.rankWeight()).backward();
          adam.step(how.rate(), 1);
        }
      }
    }
  }

  private Tensor loss(List<Sequence> rows, double rankWeight) {
    var batch = Padded.of(rows.stream().map(Sequence::ids).toList());
    Tensor hidden = PaddedBaseline.hidden(body, batch.tokens(), rows.size());
    Tensor rewards = rewards(hidden, batch).reshape(rows.size() / 2, 2);
    Tensor d = rewards.narrow(1, 0, 1).sub(rewards.narrow(1, 1, 1));
    Tensor loss = d.logSigmoid().mean().mul(-rankWeight);
    var before = new ArrayList<Long>();
    var targets = new ArrayList<Long>();
    for (int r = 0; r < rows.size(); r++) {
      var taught = rows.get(r).taught();
      for (int t = taught.nextSetBit(0); t >= 0; t = taught.nextSetBit(t + 1)) {
        before.add((long) r * batch.length() + t - 1);
        targets.add((long) rows.get(r).ids()[t]);
      }
    }
    if (before.isEmpty()) return loss;
    Tensor logp = body.logits(hidden.indexSelect(0, Tensor.of(longs(before)))).logSoftmax(-1);
    Tensor own = logp.gather(1, Tensor.of(longs(targets), targets.size(), 1));
    return loss.add(own.mean().neg());
  }

  private Tensor rewards(Tensor hidden, Padded batch) {
    return hidden.indexSelect(0, Tensor.of(batch.lasts())).matmul(head);
  }

  /** Rewards of sequences. */
  public double[] rewards(List<int[]> sequences) {
    double[] rewards = new double[sequences.size()];
    for (int from = 0; from < rewards.length; from += BATCH) {
      var part = sequences.subList(from, Math.min(rewards.length, from + BATCH));
      try (var scope = TensorScope.open();
          var _ = GradMode.disabled()) {
        var batch = Padded.of(part);
        double[] found =
            rewards(PaddedBaseline.hidden(body, batch.tokens(), part.size()), batch).toDoubles();
        System.arraycopy(found, 0, rewards, from, found.length);
      }
    }
    return rewards;
  }

  /**
   * Sequences with the likeliest tokens behind them.
   *
   * @param ends tokens after which nothing is added
   * @param most tokens that are added
   */
  public List<int[]> written(List<int[]> sequences, Set<Integer> ends, int most) {
    var all = new ArrayList<>(sequences);
    var going = new ArrayList<Integer>();
    for (int i = 0; i < all.size(); i++) going.add(i);
    for (int step = 0; step < most && !going.isEmpty(); step++) {
      var next = new ArrayList<Integer>();
      for (int from = 0; from < going.size(); from += BATCH) {
        var part = going.subList(from, Math.min(going.size(), from + BATCH));
        int[] tokens = next(part.stream().map(all::get).toList());
        for (int k = 0; k < tokens.length; k++) {
          int[] longer = Arrays.copyOf(all.get(part.get(k)), all.get(part.get(k)).length + 1);
          longer[longer.length - 1] = tokens[k];
          all.set(part.get(k), longer);
          if (!ends.contains(tokens[k])) next.add(part.get(k));
        }
      }
      going = next;
    }
    return all;
  }

  private int[] next(List<int[]> sequences) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      var batch = Padded.of(sequences);
      Tensor hidden = PaddedBaseline.hidden(body, batch.tokens(), sequences.size());
      float[] logits = body.logits(hidden.indexSelect(0, Tensor.of(batch.lasts()))).toFloats();
      int[] best = new int[sequences.size()];
      for (int r = 0; r < best.length; r++)
        for (int v = 1; v < vocabulary; v++)
          if (logits[r * vocabulary + v] > logits[r * vocabulary + best[r]]) best[r] = v;
      return best;
    }
  }

  @Override
  public void close() {
    body.close();
    head.close();
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(v -> v).toArray();
  }

  /** Sequences row by row, zeros behind the shorter ones. */
  private record Padded(long[] tokens, int length, long[] lasts) {
    static Padded of(List<int[]> rows) {
      int length = rows.stream().mapToInt(r -> r.length).max().orElseThrow();
      long[] tokens = new long[rows.size() * length];
      long[] lasts = new long[rows.size()];
      for (int r = 0; r < lasts.length; r++) {
        int[] ids = rows.get(r);
        for (int t = 0; t < ids.length; t++) tokens[r * length + t] = ids[t];
        lasts[r] = (long) r * length + ids.length - 1;
      }
      return new Padded(tokens, length, lasts);
    }
  }
}
