package org.penchant.align.reward.lowrank;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.penchant.core.stats.Quantiles;

/**
 * The temperature c that divides margins: the median of |x . V w| at the start, so that margins
 * begin at about 1 whatever the embeddings' scale. The 100 of arXiv 2504.14439 is for raw
 * embeddings of 4,096 numbers; with normalised ones it freezes learning.
 */
public final class FirstTemperature {
  private FirstTemperature() {}

  /**
   * c; none if there are no margins, or at least half of them are 0.
   *
   * @param margins of training pairs before the first step
   */
  public static OptionalDouble of(double[] margins) {
    double c =
        margins.length == 0 ? 0 : Quantiles.median(Arrays.stream(margins).map(Math::abs).toArray());
    return c > 0 && c < Double.POSITIVE_INFINITY ? OptionalDouble.of(c) : OptionalDouble.empty();
  }
}
