package org.penchant.core.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Many tests at once. Holm, "A simple sequentially rejective multiple test procedure" (1979). */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values: with p_(1) <= ... <= p_(m), the k-th is the greatest (m - j + 1) p_(j) over
   * j <= k, at most 1. Rejecting those at most alpha errs at all with probability at most alpha.
   *
   * @param p values in [0, 1]
   */
  public static double[] adjust(double[] p) {
    for (double value : p) Checks.probability(value, "p");
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[p.length];
    double greatest = 0;
    for (int k = 0; k < order.length; k++) {
      greatest = Math.max(greatest, Math.min(1, (p.length - k) * p[order[k]]));
      adjusted[order[k]] = greatest;
    }
    return adjusted;
  }
}
