package org.penchant.align.reward.tool;

import java.util.BitSet;
import java.util.List;
import org.penchant.align.reward.tool.TraceText.Part;
import org.penchant.align.reward.tool.TraceText.Span;
import org.penchant.core.numeric.Logistic;

/**
 * What trains a model with a language head and a reward head on traces: L_lm + weight L_rank. L_lm
 * is the mean cross-entropy of the trained tokens of both sequences of a pair together, L_rank =
 * -log sigmoid(r_chosen - r_rejected). Li et al., "Tool-augmented reward modeling" (arXiv
 * 2310.01045).
 *
 * @param rankWeight of L_rank
 * @param observations whether tokens that tools wrote are trained on
 * @param answers whether the chosen answer's own tokens are
 */
public record TraceLoss(double rankWeight, boolean observations, boolean answers) {
  public TraceLoss {
    if (!(rankWeight >= 0 && Double.isFinite(rankWeight)))
      throw new IllegalArgumentException("weight = " + rankWeight + ", must not be negative");
  }

  /** Weight 0.5; neither observations nor answers are trained on. */
  public static TraceLoss defaults() {
    return new TraceLoss(0.5, false, false);
  }

  /**
   * The loss with its derivatives.
   *
   * @param byLogits in the shape of the logits; exactly 0 where nothing is trained
   * @param byChosen by the chosen sequence's reward; by the rejected one's it is the negative
   */
  public record Value(
      double loss, double language, double rank, double[][] byLogits, double byChosen) {}

  /** Whether a part's tokens are trained on. */
  public boolean trains(Part part, boolean chosen) {
    return switch (part) {
      case QUESTION -> false;
      case ANSWER -> answers && chosen;
      case OBSERVATION -> observations;
      case CALL, WORK -> true;
    };
  }

  /**
   * Which tokens are trained on: those all of whose characters lie in parts that are. A token that
   * reaches into what a tool wrote is not the model's own.
   *
   * @param starts of each token, in characters
   * @param ends of each token; where it is its start, the token counts to the character there
   */
  public BitSet mask(List<Span> spans, int[] starts, int[] ends, boolean chosen) {
    var mask = new BitSet(starts.length);
    for (int i = 0; i < starts.length; i++) {
      int from = starts[i];
      int to = Math.max(ends[i], from + 1);
      var touched = spans.stream().filter(s -> s.from() < to && s.to() > from).toList();
      mask.set(i, !touched.isEmpty() && touched.stream().allMatch(s -> trains(s.part(), chosen)));
    }
    return mask;
  }

  /**
   * Of a pair.
   *
   * @param logits of both sequences' tokens, a row each, over the vocabulary
   * @param targets the tokens
   * @param trained which count; none may
   */
  public Value of(
      double[][] logits, int[] targets, boolean[] trained, double chosen, double rejected) {
    if (logits.length != targets.length || logits.length != trained.length)
      throw new IllegalArgumentException(
          logits.length + " logits, " + targets.length + " targets, " + trained.length + " flags");
    int count = 0;
    for (boolean t : trained) if (t) count++;
    double language = 0;
    var by = new double[logits.length][];
    for (int i = 0; i < logits.length; i++) {
      by[i] = new double[logits[i].length];
      if (trained[i]) language += crossEntropy(logits[i], targets[i], count, by[i]);
    }
    double d = chosen - rejected;
    double rank = -Logistic.logSigmoid(d);
    return new Value(
        language + rankWeight * rank, language, rank, by, -rankWeight * Logistic.sigmoid(-d));
  }

  /** A token's share of the mean; writes its derivatives. */
  private static double crossEntropy(double[] logits, int target, int count, double[] by) {
    double most = Double.NEGATIVE_INFINITY;
    for (double z : logits) most = Math.max(most, z);
    double mass = 0;
    for (double z : logits) mass += Math.exp(z - most);
    for (int v = 0; v < by.length; v++)
      by[v] = (Math.exp(logits[v] - most) / mass - (v == target ? 1 : 0)) / count;
    return (most + Math.log(mass) - logits[target]) / count;
  }

  /**
   * The true last token's position, whichever side is padded: where the reward is read.
   *
   * @param real which positions are no padding
   * @throws IllegalArgumentException if none is
   */
  public static int lastPosition(boolean[] real) {
    for (int i = real.length - 1; i >= 0; i--) if (real[i]) return i;
    throw new IllegalArgumentException("a sequence of padding alone has no last token");
  }
}
