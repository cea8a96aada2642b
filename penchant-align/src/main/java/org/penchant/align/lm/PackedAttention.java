package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penchant.align.lm.Packing.Segment;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * Attention inside a {@link Packing}, without padding.
 *
 * <p>Segments that follow their parent in the packing join it in one run, which is plainly causal:
 * a prompt and its first response are one call. Other runs attend to their ancestors' keys, then to
 * their own, under a mask that is aligned to the lower right.
 *
 * <p>It computes in F32 for models of narrower types: see {@link #computedIn}.
 */
final class PackedAttention implements Attention {
  private final ModelConfig config;
  private final DType type;
  private final List<Run> runs = new ArrayList<>();
  private final long[] lengths;
  private final Map<Long, Tensor> masks = new HashMap<>();

  /** A stretch of the packing that one call attends for; {@code before} it is what it also sees. */
  private record Run(int length, int ancestors, List<Span> before) {}

  /** Part of an earlier run. */
  private record Span(int run, int from, int length) {}

  PackedAttention(ModelConfig config, Packing packing, DType type) {
    this.config = config;
    this.type = computedIn(type);
    var segments = packing.segments();
    int[] runOf = new int[segments.size()];
    int[] offset = new int[segments.size()];
    int at = 0;
    for (int i = 0; i < segments.size(); i++) {
      var segment = segments.get(i);
      if (segment.start() != at)
        throw new IllegalArgumentException("segments leave a gap at " + at);
      at += segment.length();
      if (i > 0 && segment.parent() == i - 1) {
        int r = runs.size() - 1;
        runOf[i] = r;
        offset[i] = runs.get(r).length();
        var run = runs.get(r);
        runs.set(r, new Run(run.length() + segment.length(), run.ancestors(), run.before()));
      } else {
        runOf[i] = runs.size();
        var before = ancestors(segments, segment.parent(), runOf, offset);
        runs.add(new Run(segment.length(), before.stream().mapToInt(Span::length).sum(), before));
      }
    }
    if (at != packing.size()) throw new IllegalArgumentException("segments end at " + at);
    lengths = runs.stream().mapToLong(Run::length).toArray();
    // Made here, in the scope of the whole pass: blocks close scopes of their own.
    for (var layer : config.layers()) for (var run : runs) mask(run, layer.window());
  }

  /**
   * The type of scores, masks and weighted sums. libtorch's fused attention goes back through bf16
   * one tiny product at a time: for 224 tokens, 16 heads of 32, on 2 cores with bf16 matrix units,
   * 46 ms in BF16, 2.9 ms in F32 with both conversions (decision 6).
   */
  private static DType computedIn(DType model) {
    return model == DType.F64 ? DType.F64 : DType.F32;
  }

  private static List<Span> ancestors(
      List<Segment> segments, int parent, int[] runOf, int[] offset) {
    var out = new ArrayList<Span>();
    for (int s = parent; s != Packing.ROOT; s = segments.get(s).parent())
      out.addFirst(new Span(runOf[s], offset[s], segments.get(s).length()));
    return out;
  }

  @Override
  public Tensor attend(int layer, Tensor q, Tensor k, Tensor v) {
    int window = config.layers().get(layer).window();
    var queries = split(q.to(type));
    var keys = split(k.to(type));
    var values = split(v.to(type));
    var out = new ArrayList<Tensor>(runs.size());
    for (int r = 0; r < runs.size(); r++) {
      var run = runs.get(r);
      var mask = mask(run, window);
      var attended =
          Attention.scores(
              config,
              heads(queries.get(r)),
              heads(seen(run, keys, r)),
              heads(seen(run, values, r)),
              mask,
              mask == null);
      out.add(attended.squeeze(0).transpose(0, 1).reshape(run.length(), q.size(1) * q.size(2)));
    }
    return Tensor.concat(0, out).to(q.type());
  }

  private List<Tensor> split(Tensor x) {
    return runs.size() == 1 ? List.of(x) : x.split(0, lengths);
  }

  /** [T, heads, d] as [1, heads, T, d]. */
  private static Tensor heads(Tensor x) {
    return x.transpose(0, 1).unsqueeze(0);
  }

  private static Tensor seen(Run run, List<Tensor> all, int own) {
    if (run.before().isEmpty()) return all.get(own);
    var parts = new ArrayList<Tensor>();
    for (var span : run.before())
      parts.add(all.get(span.run()).narrow(0, span.from(), span.length()));
    parts.add(all.get(own));
    return Tensor.concat(0, parts);
  }

  private @Nullable Tensor mask(Run run, int window) {
    int total = run.ancestors() + run.length();
    int effective = window > 0 && window < total ? window : 0;
    if (run.before().isEmpty() && effective == 0 && config.attentionCap() == 0) return null;
    long key = ((long) run.length() << 42) | ((long) run.ancestors() << 21) | effective;
    return masks.computeIfAbsent(key, _ -> mask(run.length(), run.ancestors(), effective));
  }

  private Tensor mask(int rows, int ancestors, int window) {
    int columns = ancestors + rows;
    float[] added = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      int own = ancestors + i;
      for (int j = 0; j < columns; j++)
        if (j > own || (window > 0 && own - j >= window))
          added[i * columns + j] = Float.NEGATIVE_INFINITY;
    }
    return Tensor.of(added, rows, columns).to(type);
  }
}
