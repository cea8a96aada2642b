package org.penchant.align.reward.shape;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.penchant.core.problems.Problems;
import org.penchant.core.stats.Correlation;

/** Rewards that say the same twice: their sum counts one property double. */
public final class Redundancy {
  /** Correlation from which two rewards count as one. */
  public static final double SAME = 0.95;

  private Redundancy() {}

  /** Warns of every two columns of rewards that correlate above {@value #SAME}. */
  public static void check(Map<String, double[]> rewards, Problems problems) {
    var names = new ArrayList<>(rewards.keySet());
    for (int i = 0; i < names.size(); i++)
      for (int j = 0; j < i; j++) {
        double r = Correlation.pearson(column(rewards, names, i), column(rewards, names, j));
        if (r > SAME)
          problems.warn(
              "rewards " + names.get(j) + " and " + names.get(i),
              String.format(Locale.ROOT, "%.3f", r),
              "correlate above " + SAME + ", so that combining them counts one property twice",
              "drop one, or halve their weights");
      }
  }

  private static double[] column(
      Map<String, double[]> rewards, ArrayList<String> names, int index) {
    return java.util.Objects.requireNonNull(rewards.get(names.get(index)));
  }
}
