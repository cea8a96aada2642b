package org.penchant.data.lint;

import java.util.Arrays;

/** Collects lengths. */
final class Lengths {
  private int[] values = new int[64];
  private int size;

  void add(int length) {
    if (size == values.length) values = Arrays.copyOf(values, 2 * size);
    values[size++] = length;
  }

  /** Quantiles are values that occur: the smallest that a share q of all does not exceed. */
  LengthStatistics statistics(String of) {
    int[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return new LengthStatistics(
        of,
        size,
        Arrays.stream(sorted).average().orElse(0),
        sorted[0],
        quantile(sorted, 0.5),
        quantile(sorted, 0.95),
        sorted[size - 1]);
  }

  private static int quantile(int[] sorted, double q) {
    return sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }
}
