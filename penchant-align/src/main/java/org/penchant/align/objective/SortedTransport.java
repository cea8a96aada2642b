package org.penchant.align.objective;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * AOT (arXiv 2406.05882): mean_t h(Q_better(t) - Q_worse(t)), both sides sorted and compared rank
 * by rank: a penalty on the better side's distribution not dominating the worse side's. Sides of
 * unequal size meet on the common grid of their quantile steps. Equal values are sorted by place;
 * the order is cut from differentiation.
 *
 * @param cost h
 * @param noise of labels
 */
public record SortedTransport(Link cost, Noise.Uniform noise) implements StepLoss {
  /** The logistic cost. */
  public static SortedTransport defaults() {
    return new SortedTransport(new Link.Logistic(), new Noise.None());
  }

  @Override
  public Spread at(Sides sides) {
    int m = sides.better().length;
    int n = sides.worse().length;
    var spread = Spread.nothing(sides);
    if (m == 0 || n == 0) return spread;
    int[] u = ascending(sides.better());
    int[] v = ascending(sides.worse());
    double at = 0;
    for (int i = 0, j = 0; i < m && j < n; ) {
      // Integer products keep the quantile steps of both sides exact.
      long endU = (long) (i + 1) * n;
      long endV = (long) (j + 1) * m;
      double end = (double) Math.min(endU, endV) / ((long) m * n);
      double z = sides.better()[u[i]] - sides.worse()[v[j]];
      double share = end - at;
      spread.losses()[u[i]] += m * share * noise.of(cost, z);
      double slope = share * noise.slope(cost, z);
      spread.byBetter()[u[i]] += slope;
      spread.byWorse()[v[j]] -= slope;
      at = end;
      if (endU <= endV) i++;
      if (endV <= endU) j++;
    }
    return spread;
  }

  /** The mean over quantile steps of max(0, slack - Q_better + Q_worse); equally many of both. */
  public static double violation(double[] better, double[] worse, double slack) {
    double[] u = better.clone();
    double[] v = worse.clone();
    Arrays.sort(u);
    Arrays.sort(v);
    double sum = 0;
    for (int i = 0; i < u.length; i++) sum += Math.max(0, slack - u[i] + v[i]);
    return sum / u.length;
  }

  private static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
