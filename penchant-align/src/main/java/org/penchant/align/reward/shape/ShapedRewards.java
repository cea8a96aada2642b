package org.penchant.align.reward.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From raw rewards of an answer to the one that is optimised: length penalty, shaping, combination.
 *
 * @param combination of one reward or several
 * @param penalty taken from every raw reward before shaping
 */
public record ShapedRewards(Combination combination, LengthPenalty penalty) {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException for a shaping by running statistics, which exist in training
   *     only
   */
  public ShapedRewards {
    if (combination instanceof Combination.WeightedSum sum
        && sum.shaping() instanceof Shaping.Running)
      throw new IllegalArgumentException(
          "running statistics are kept while a policy trains, there are none of answers in a file");
  }

  /** One reward, shaped. */
  public static ShapedRewards of(Shaping shaping) {
    return of(new Combination.WeightedSum(shaping, List.of()));
  }

  /** Without a length penalty. */
  public static ShapedRewards of(Combination combination) {
    return new ShapedRewards(combination, LengthPenalty.none());
  }

  public ShapedRewards withPenalty(LengthPenalty other) {
    return new ShapedRewards(combination, other);
  }

  /**
   * The reward at each stage.
   *
   * @param raw one for each property
   * @param references by property, rewards of reference answers to the same prompt by the same
   *     model; empty ones if none are needed
   * @param length of the answer in tokens
   */
  public ShapedReward of(double[] raw, double[][] references, int length) {
    double[] penalised = Arrays.stream(raw).map(r -> penalty.of(r, length)).toArray();
    var backgrounds = new ArrayList<Background>();
    for (double[] known : references) backgrounds.add(Background.of(known));
    return new ShapedReward(raw.clone(), penalised, combination.of(penalised, backgrounds));
  }
}
