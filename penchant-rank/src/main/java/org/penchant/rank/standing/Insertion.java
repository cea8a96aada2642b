package org.penchant.rank.standing;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Orders bettered by moving one item at a time; an order costs the margins it goes against. A
 * margin is how many more voters have the row's item above the column's than below it.
 */
public final class Insertion {
  /** Gains up to this are rounding. */
  private static final double TOLERANCE = 1e-9;

  private Insertion() {}

  /** Item numbers by falling value. */
  public static int[] falling(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  public static double cost(double[][] margin, int[] order) {
    double cost = 0;
    for (int a = 0; a < order.length; a++)
      for (int b = a + 1; b < order.length; b++) cost += Math.max(0, margin[order[b]][order[a]]);
    return cost;
  }

  /** The best move of every item in turn, until no item gains by moving. */
  public static int[] improve(double[][] margin, int[] start) {
    int[] order = start.clone();
    for (boolean better = true; better; ) {
      better = false;
      for (int at = 0; at < order.length; at++) {
        int to = best(margin, order, at);
        if (to == at) continue;
        move(order, at, to);
        better = true;
      }
    }
    return order;
  }

  private static int best(double[][] margin, int[] order, int at) {
    int item = order[at];
    int best = at;
    double most = 0;
    double gain = 0;
    for (int to = at - 1; to >= 0; to--) {
      gain += margin[item][order[to]];
      if (gain > most + TOLERANCE) {
        most = gain;
        best = to;
      }
    }
    gain = 0;
    for (int to = at + 1; to < order.length; to++) {
      gain += margin[order[to]][item];
      if (gain > most + TOLERANCE) {
        most = gain;
        best = to;
      }
    }
    return best;
  }

  private static void move(int[] order, int from, int to) {
    int item = order[from];
    if (to < from) System.arraycopy(order, to, order, to + 1, from - to);
    else System.arraycopy(order, from + 1, order, from, to - from);
    order[to] = item;
  }
}
