package org.penchant.align.reward.shape;

import java.util.function.ToIntFunction;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/**
 * A reward model seen through a shaping. Running statistics stay those of the {@code statistics}
 * given: scoring is evaluation.
 *
 * @param model hash of the reward model behind {@code raw}
 * @param length tokens of a response, for the penalty
 */
public record ShapedScorer(
    Scorer raw,
    String model,
    Shaping shaping,
    ReferenceRewards references,
    RunningStatistics statistics,
    LengthPenalty penalty,
    ToIntFunction<Content> length)
    implements Scorer {

  /** Without a length penalty or running statistics. */
  public static ShapedScorer of(
      Scorer raw, String model, Shaping shaping, ReferenceRewards references) {
    return new ShapedScorer(
        raw, model, shaping, references, RunningStatistics.none(), LengthPenalty.none(), _ -> 0);
  }

  public ShapedScorer withPenalty(LengthPenalty other, ToIntFunction<Content> lengthOf) {
    return new ShapedScorer(raw, model, shaping, references, statistics, other, lengthOf);
  }

  public ShapedScorer withStatistics(RunningStatistics frozen) {
    return new ShapedScorer(raw, model, shaping, references, frozen, penalty, length);
  }

  /** The reward at each stage. */
  public ShapedReward reward(Content prompt, Content response) {
    double value = raw.score(prompt, response);
    double penalised = penalty.of(value, length.applyAsInt(response));
    double[] own = shaping.needsReferences() ? references.get(prompt, model) : new double[0];
    return new ShapedReward(
        value, penalised, shaping.of(penalised, new Background(own, statistics)));
  }

  @Override
  public double score(Content prompt, Content response) {
    return reward(prompt, response).shaped();
  }
}
