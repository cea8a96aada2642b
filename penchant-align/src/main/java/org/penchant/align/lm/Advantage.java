package org.penchant.align.lm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * The advantage of a token that two teachers imply: A(h, a) = clip(beta [log T_aligned(a|h) - log
 * T_base(a|h)], +-clip) / scale (arXiv 2502.17927). Without clipping, sum_a T_base exp(A scale /
 * beta) = 1: up to a constant of the state it is the aligned teacher's optimal advantage.
 *
 * @param aligned name of the teacher after preference training
 * @param base name of the same teacher before
 * @param beta of the teacher's preference training, &gt; 0
 * @param clip bound of the advantage before scaling, &gt; 0; A has none where the base is tiny
 * @param scale what it is divided by, &gt; 0
 */
public record Advantage(String aligned, String base, double beta, double clip, double scale) {
  private static final double DEFAULT_CLIP = 10;

  public Advantage {
    positive("beta", beta);
    positive("clip", clip);
    positive("scale", scale);
  }

  /** Clipped at 10, not scaled. */
  public static Advantage of(String aligned, String base, double beta) {
    return new Advantage(aligned, base, beta, DEFAULT_CLIP, 1);
  }

  public Advantage withClip(double bound) {
    return new Advantage(aligned, base, beta, bound, scale);
  }

  public Advantage withScale(double unit) {
    return new Advantage(aligned, base, beta, clip, unit);
  }

  /**
   * This advantage in units of its standard deviation under the base teacher, pooled over the
   * trained tokens of a dataset: sqrt(mean E[A^2] - (mean E[A])^2).
   *
   * @throws IllegalArgumentException if it does not vary: the teachers are one model
   */
  public Advantage standardised(Teachers models, List<List<TokenSequence>> groups, int maxTokens) {
    var raw = withScale(1);
    var first = new Signal.AdvantageMoment(raw, 1);
    var second = new Signal.AdvantageMoment(raw, 2);
    var extras = Extras.of(Set.of(), List.of(first, second), models);
    double n = 0;
    double sum = 0;
    double squares = 0;
    for (var run : PackedBatch.split(groups, maxTokens)) {
      try (var scope = TensorScope.open()) {
        var batch = PackedBatch.of(run);
        var pass = LogProbs.of(models.get(base), batch, false, extras);
        n += batch.trained();
        sum += pass.signal(first).sum().item();
        squares += pass.signal(second).sum().item();
      }
    }
    double variance = squares / n - sum / n * (sum / n);
    if (!(variance > 0))
      throw new IllegalArgumentException(
          "the teachers " + aligned + " and " + base + " agree everywhere: no advantage to scale");
    return withScale(Math.sqrt(variance));
  }

  Set<String> teachers() {
    return Set.of(aligned, base);
  }

  /** Of every token, [n, V]. */
  Tensor of(Map<String, Tensor> teachers) {
    return Signal.get(teachers, aligned)
        .sub(Signal.get(teachers, base))
        .mul(beta)
        .clampMin(-clip)
        .clampMax(clip)
        .mul(1 / scale);
  }

  /** Of one token at one state. */
  public double of(Map<String, double[]> teachers, int token) {
    double raw = Signal.get(teachers, aligned)[token] - Signal.get(teachers, base)[token];
    return Math.clamp(beta * raw, -clip, clip) / scale;
  }

  private static void positive(String name, double value) {
    if (!(value > 0)) throw new IllegalArgumentException(name + " = " + value + ", must be > 0");
  }
}
