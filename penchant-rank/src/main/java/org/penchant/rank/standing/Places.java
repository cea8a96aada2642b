package org.penchant.rank.standing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Places as far as they are sure. */
public final class Places {
  private Places() {}

  /** The error of the difference of two scores. */
  @FunctionalInterface
  public interface DifferenceError {
    double of(int item, int other);
  }

  /** 1 + how many intervals lie wholly above the item's. */
  public static int[] byOverlap(double[] low, double[] high) {
    double[] sorted = low.clone();
    Arrays.sort(sorted);
    int[] places = new int[low.length];
    for (int i = 0; i < places.length; i++) {
      int at = Arrays.binarySearch(sorted, high[i]);
      int upTo = at < 0 ? -at - 1 : at;
      while (upTo < sorted.length && sorted[upTo] == high[i]) upTo++;
      places[i] = 1 + sorted.length - upTo;
    }
    return places;
  }

  /**
   * The best and the worst place of every item, given which differences exceed {@code z} times
   * their error.
   *
   * @return two rows, best and worst
   */
  public static int[][] bySignificance(double[] scores, DifferenceError error, double z) {
    int n = scores.length;
    var best = new int[n];
    var worst = new int[n];
    Arrays.fill(best, 1);
    Arrays.fill(worst, n);
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        if (i == j || !(Math.abs(scores[i] - scores[j]) > z * error.of(i, j))) continue;
        if (scores[j] > scores[i]) best[i]++;
        else worst[i]--;
      }
    return new int[][] {best, worst};
  }

  /** How often each item took each place in {@code draws}; one row an item. */
  public static double[][] shares(double[][] draws) {
    int n = draws[0].length;
    var shares = new double[n][n];
    for (var draw : draws) {
      var order =
          IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> -draw[i])).toList();
      for (int k = 0; k < n; k++) shares[order.get(k)][k]++;
    }
    for (var row : shares) for (int k = 0; k < n; k++) row[k] /= draws.length;
    return shares;
  }

  /** How often each item was first in {@code draws}. */
  public static double[] first(double[][] draws) {
    var first = new double[draws[0].length];
    for (var draw : draws) {
      int top = 0;
      for (int i = 1; i < draw.length; i++) if (draw[i] > draw[top]) top = i;
      first[top]++;
    }
    for (int i = 0; i < first.length; i++) first[i] /= draws.length;
    return first;
  }
}
