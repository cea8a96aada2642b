package org.penchant.core.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Correlation of two paired samples, in [-1, 1]; NaN where one of them does not vary. */
public final class Correlation {
  private Correlation() {}

  /**
   * Pearson's r, sum((x - mean x)(y - mean y)) / sqrt(sum((x - mean x)^2) sum((y - mean y)^2)).
   *
   * @throws IllegalArgumentException if lengths differ, with fewer than two pairs, or if a value is
   *     not finite
   */
  public static double pearson(double[] x, double[] y) {
    Checks.sameLength(x, y);
    Checks.atLeast(2, x, "x");
    double mx = Moments.mean(x);
    double my = Moments.mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    if (xx == 0 || yy == 0) return Double.NaN;
    return Math.clamp(xy / (Math.sqrt(xx) * Math.sqrt(yy)), -1.0, 1.0);
  }

  /**
   * Spearman's rho: {@link #pearson} of the ranks, ties sharing their average rank.
   *
   * @throws IllegalArgumentException if lengths differ, with fewer than two pairs, or if a value is
   *     NaN
   */
  public static double spearman(double[] x, double[] y) {
    Checks.sameLength(x, y);
    return pearson(ranks(x), ranks(y));
  }

  /** Ranks from 1 for the least value; ties share their average rank. */
  public static double[] ranks(double[] x) {
    Checks.ordered(x, "x");
    int[] order = order(Comparator.comparingDouble(i -> x[i] + 0.0), x.length);
    double[] ranks = new double[x.length];
    for (int start = 0, end; start < order.length; start = end) {
      end = start + 1;
      while (end < order.length && x[order[end]] == x[order[start]]) end++;
      for (int i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2.0;
    }
    return ranks;
  }

  /**
   * Kendall's tau-b, (C - D) / sqrt((P - T_x)(P - T_y)): C concordant and D discordant pairs, P all
   * pairs, T_x and T_y those tied in x and in y. Kendall, "The treatment of ties in ranking
   * problems", Biometrika 33 (1945); counted in n log n steps as Knight, "A computer method for
   * calculating Kendall's tau with ungrouped data", JASA 61 (1966), does.
   *
   * @throws IllegalArgumentException if lengths differ, with fewer than two pairs, or if a value is
   *     NaN
   */
  public static double kendallTauB(double[] x, double[] y) {
    Checks.sameLength(x, y);
    Checks.atLeast(2, x, "x");
    double[] rx = ranks(x);
    double[] ry = ranks(y);
    Comparator<Integer> byX = Comparator.comparingDouble(i -> rx[i]);
    int[] order = order(byX.thenComparingDouble(i -> ry[i]), x.length);
    double[] sorted = Arrays.stream(order).mapToDouble(i -> ry[i]).toArray();
    long tiedInX = 0;
    long tiedInBoth = 0;
    for (int i = 1, runX = 0, runBoth = 0; i < order.length; i++) {
      boolean sameX = rx[order[i]] == rx[order[i - 1]];
      runX = sameX ? runX + 1 : 0;
      runBoth = sameX && sorted[i] == sorted[i - 1] ? runBoth + 1 : 0;
      tiedInX += runX;
      tiedInBoth += runBoth;
    }
    long discordant = sortCountingInversions(sorted, new double[sorted.length], 0, sorted.length);
    long tiedInY = 0;
    for (int i = 1, run = 0; i < sorted.length; i++) {
      run = sorted[i] == sorted[i - 1] ? run + 1 : 0;
      tiedInY += run;
    }
    long pairs = (long) x.length * (x.length - 1) / 2;
    long concordant = pairs - tiedInX - tiedInY + tiedInBoth - discordant;
    double scale = Math.sqrt((double) (pairs - tiedInX)) * Math.sqrt((double) (pairs - tiedInY));
    if (scale == 0) return Double.NaN;
    return Math.clamp((concordant - discordant) / scale, -1.0, 1.0);
  }

  /** Merge sort of x[from, to) that returns how many pairs stood in strictly falling order. */
  private static long sortCountingInversions(double[] x, double[] spare, int from, int to) {
    if (to - from < 2) return 0;
    int middle = (from + to) >>> 1;
    long count =
        sortCountingInversions(x, spare, from, middle)
            + sortCountingInversions(x, spare, middle, to);
    System.arraycopy(x, from, spare, from, to - from);
    for (int left = from, right = middle, at = from; at < to; at++) {
      if (right >= to || (left < middle && spare[left] <= spare[right])) x[at] = spare[left++];
      else {
        count += middle - left;
        x[at] = spare[right++];
      }
    }
    return count;
  }

  private static int[] order(Comparator<Integer> comparator, int n) {
    return IntStream.range(0, n).boxed().sorted(comparator).mapToInt(i -> i).toArray();
  }
}
