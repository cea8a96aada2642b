package org.penchant.core.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What is to be expected of the best of N items drawn without replacement, best by one number and
 * valued by another; estimated from all subsets at once (Chen et al., "Evaluating large language
 * models trained on code", arXiv 2107.03374, do so for the share of problems solved).
 */
public final class BestOfN {
  private BestOfN() {}

  /**
   * The mean, over all subsets of {@code n} items, of the value of the item whose {@code by} is
   * greatest; of several greatest, their mean. With items in rising order of {@code by}, the k-th
   * is the best of C(k-1, n-1) of the C(size, n) subsets.
   *
   * @param by finite, what decides
   * @param value finite, what is counted
   * @param n in 1..size
   */
  public static double expected(double[] by, double[] value, int n) {
    Checks.finite(by, "by");
    Checks.finite(value, "value");
    if (by.length != value.length)
      throw new IllegalArgumentException(
          by.length + " numbers to decide by, " + value.length + " values");
    if (n < 1 || n > by.length)
      throw new IllegalArgumentException("n = " + n + ", must be in 1.." + by.length);
    int[] order =
        IntStream.range(0, by.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> by[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] within = within(by.length, n);
    double expected = 0;
    for (int from = 0, to; from < order.length; from = to) {
      double sum = 0;
      for (to = from; to < order.length && by[order[to]] == by[order[from]]; to++)
        sum += value[order[to]];
      expected += (within[to] - within[from]) * sum / (to - from);
    }
    return expected;
  }

  /** C(k, n) / C(size, n) for k = 0..size: the share of subsets among the k lowest. */
  private static double[] within(int size, int n) {
    double[] share = new double[size + 1];
    share[size] = 1;
    for (int k = size; k > n; k--) share[k - 1] = share[k] * (k - n) / k;
    return share;
  }

  /**
   * Kullback-Leibler divergence of the best of N from a single draw, log N - (N - 1) / N nats. It
   * is exact where no two draws are equally good, otherwise an upper bound.
   */
  public static double divergence(int n) {
    if (n < 1) throw new IllegalArgumentException("n = " + n + ", must be at least 1");
    return Math.log(n) - (n - 1.0) / n;
  }
}
