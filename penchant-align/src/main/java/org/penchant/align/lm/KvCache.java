package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * Keys and values of sequences that grow a token a step, all in one tensor per layer; as {@link
 * Attention} it serves one step of every sequence.
 *
 * <p>Sequences keep their own lengths: entries beyond a shorter one's length weigh exactly 0. The
 * tensors belong to the scope that is open when rows are made, chosen or enlarged.
 */
final class KvCache implements Attention {
  private static final int CHUNK = 64;

  private final ModelConfig config;
  private final DType type;
  private final List<Tensor> keys = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private int[] lengths;
  private int capacity;
  private @Nullable Tensor slots;
  private final Map<Integer, Tensor> masks = new HashMap<>();
  private boolean ragged;
  private int longest;

  private KvCache(ModelConfig config, DType type, int[] lengths, int capacity) {
    this.config = config;
    this.type = type;
    this.lengths = lengths;
    this.capacity = capacity;
  }

  /** Attends inside a packing and keeps each layer's keys and values [N, K, d]. */
  static final class Recorder implements Attention {
    private final PackedAttention attention;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();

    Recorder(PackedAttention attention) {
      this.attention = attention;
    }

    @Override
    public boolean keeps() {
      return true;
    }

    @Override
    public Tensor attend(int layer, Tensor q, Tensor k, Tensor v) {
      keys.add(k);
      values.add(v);
      return attention.attend(layer, q, k, v);
    }
  }

  /**
   * A row for each entry of {@code segments}, filled with that segment of a recorded packing of
   * sequences without parents; a segment may fill several rows.
   */
  static KvCache of(
      ModelConfig config, DType type, Packing packing, Recorder recorded, int[] segments) {
    int[] lengths = Arrays.stream(segments).map(s -> packing.segments().get(s).length()).toArray();
    var cache = new KvCache(config, type, lengths, 0);
    int longest = Arrays.stream(lengths).max().orElse(0);
    cache.capacity = longest + CHUNK;
    int total = Arrays.stream(lengths).sum();
    long[] from = new long[total];
    long[] to = new long[total];
    int at = 0;
    for (int row = 0; row < segments.length; row++)
      for (int i = 0; i < lengths[row]; i++, at++) {
        from[at] = packing.segments().get(segments[row]).start() + i;
        to[at] = (long) row * cache.capacity + i;
      }
    var source = Tensor.of(from);
    var target = Tensor.of(to);
    for (int layer = 0; layer < recorded.keys.size(); layer++) {
      cache.keys.add(cache.filled(recorded.keys.get(layer), source, target));
      cache.values.add(cache.filled(recorded.values.get(layer), source, target));
    }
    return cache;
  }

  private Tensor filled(Tensor recorded, Tensor source, Tensor target) {
    return empty(lengths.length).indexCopyInPlace(0, target, recorded.indexSelect(0, source));
  }

  private Tensor empty(int rows) {
    return Tensor.zeros(type, (long) rows * capacity, config.kvHeads(), config.headDim());
  }

  /** The tensors, for handing them to an enclosing scope. */
  List<Tensor> tensors() {
    var all = new ArrayList<>(keys);
    all.addAll(values);
    return all;
  }

  /** The position of the next token of every row. */
  long[] positions() {
    return Arrays.stream(lengths).asLongStream().toArray();
  }

  /** Makes room for one more token in every row, before a step's scope is opened. */
  void reserve() {
    int longestNow = Arrays.stream(lengths).max().orElse(0);
    if (longestNow < capacity) return;
    int old = capacity;
    capacity = old + Math.max(CHUNK, old / 2);
    long[] to = new long[lengths.length * old];
    for (int row = 0; row < lengths.length; row++)
      for (int i = 0; i < old; i++) to[row * old + i] = (long) row * capacity + i;
    try (var target = Tensor.of(to)) {
      replaceAll(t -> empty(lengths.length).indexCopyInPlace(0, target, t));
    }
  }

  /** Keeps only some rows, in the given order, before a step's scope is opened. */
  void select(int[] rows) {
    long[] from = new long[rows.length * capacity];
    for (int i = 0; i < rows.length; i++)
      for (int j = 0; j < capacity; j++) from[i * capacity + j] = (long) rows[i] * capacity + j;
    try (var source = Tensor.of(from)) {
      replaceAll(t -> t.indexSelect(0, source));
    }
    lengths = Arrays.stream(rows).map(r -> lengths[r]).toArray();
  }

  private void replaceAll(java.util.function.UnaryOperator<Tensor> change) {
    for (var list : List.of(keys, values))
      list.replaceAll(old -> {
        var changed = change.apply(old);
        old.close();
        return changed;
      });
  }

  /** Counts one more token in every row; call inside the step's scope, before the forward pass. */
  void begin() {
    long[] next = new long[lengths.length];
    for (int row = 0; row < next.length; row++) next[row] = (long) row * capacity + lengths[row]++;
    slots = Tensor.of(next);
    masks.clear();
    longest = Arrays.stream(lengths).max().orElse(0);
    ragged = Arrays.stream(lengths).min().orElse(0) < longest;
  }

  @Override
  public boolean keeps() {
    return true;
  }

  @Override
  public Tensor attend(int layer, Tensor q, Tensor k, Tensor v) {
    if (slots == null) throw new IllegalStateException("begin was not called");
    int rows = lengths.length;
    int groups = config.heads() / config.kvHeads();
    // Query heads that share a key head are the rows of one small product: no copies of keys.
    var grouped = q.reshape(rows, config.kvHeads(), groups, config.headDim());
    var out =
        Attention.scores(
            config,
            grouped,
            written(keys.get(layer), slots, k),
            written(values.get(layer), slots, v),
            mask(config.layers().get(layer).window()),
            false);
    return out.reshape(rows, (long) config.heads() * config.headDim());
  }

  /** [rows, K, longest, d] after writing the new token of every row. */
  private Tensor written(Tensor all, Tensor at, Tensor added) {
    all.indexCopyInPlace(0, at, added);
    return all.reshape(lengths.length, capacity, config.kvHeads(), config.headDim())
        .narrow(1, 0, longest)
        .transpose(1, 2);
  }

  private @Nullable Tensor mask(int window) {
    int effective = window > 0 && window < longest ? window : 0;
    if (effective == 0 && !ragged) return null;
    return masks.computeIfAbsent(effective, this::newMask);
  }

  private Tensor newMask(int window) {
    float[] added = new float[lengths.length * longest];
    for (int row = 0; row < lengths.length; row++)
      for (int j = 0; j < longest; j++)
        if (j >= lengths[row] || (window > 0 && lengths[row] - 1 - j >= window))
          added[row * longest + j] = Float.NEGATIVE_INFINITY;
    return Tensor.of(added, lengths.length, 1, 1, longest).to(type);
  }
}
