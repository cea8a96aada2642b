package org.penchant.align.merge;

import java.util.Arrays;
import java.util.Locale;
import org.penchant.core.problems.Problems;
import org.penchant.core.stats.Moments;

/** Members whose rewards spread most count most in an average: their scales should agree. */
public final class ScoreScales {
  private static final double MOST = 2;

  private ScoreScales() {}

  /**
   * The standard deviation of each member's scores; warns if one is more than twice another.
   *
   * @param scores one row a member, over the same responses
   */
  public static double[] check(double[][] scores, Problems problems) {
    double[] sds = Arrays.stream(scores).mapToDouble(Moments::sd).toArray();
    double least = Arrays.stream(sds).min().orElse(0);
    double most = Arrays.stream(sds).max().orElse(0);
    if (most > MOST * least)
      problems.warn(
          "members",
          String.format(Locale.ROOT, "deviations of scores from %.3g to %.3g", least, most),
          "the largest is more than " + MOST + " times the least, and will decide margins",
          "train members alike, or divide each by its deviation");
    return sds;
  }
}
