package org.penchant.rank.judge.fusion;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Exact, over the sets that may stand first: rest(S) = min over x outside S of rest(S + x) + sum
 * over the y left of above[y][x]; 2^n steps of n. Among optima it takes, from the best place on,
 * the item that stands first in the start order.
 */
public record SubsetKemeny() implements KemenyCentre {
  /** Beyond it the table does not fit. */
  public static final int MOST = 18;

  private static final double TOLERANCE = 1e-9;

  public static SubsetKemeny defaults() {
    return new SubsetKemeny();
  }

  @Override
  public List<Integer> centre(double[][] above, List<Integer> start) {
    var rest = new double[1 << checked(above.length)];
    fill(above, rest, new long[0]);
    var order = new ArrayList<Integer>();
    int set = 0;
    while (order.size() < above.length)
      for (int x : start) {
        if ((set >> x & 1) == 1) continue;
        int next = set | 1 << x;
        if (rest[next] + added(above, next, x) > rest[set] + TOLERANCE) continue;
        order.add(x);
        set = next;
        break;
      }
    return order;
  }

  /** How many orders have the least cost. */
  public static long optima(double[][] above) {
    var ways = new long[1 << checked(above.length)];
    fill(above, new double[ways.length], ways);
    return ways[0];
  }

  private static int checked(int n) {
    if (n > MOST)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "orders",
          n + " items",
          "the exact centre by subsets takes at most " + MOST,
          "use local-search, or another solver");
    return n;
  }

  private static void fill(double[][] above, double[] rest, long[] ways) {
    int full = rest.length - 1;
    if (ways.length > 0) ways[full] = 1;
    for (int set = full - 1; set >= 0; set--) {
      double least = Double.POSITIVE_INFINITY;
      long count = 0;
      for (int x = 0; x < above.length; x++) {
        if ((set >> x & 1) == 1) continue;
        int next = set | 1 << x;
        double cost = rest[next] + added(above, next, x);
        long more = ways.length > 0 ? ways[next] : 0;
        if (cost < least - TOLERANCE) count = more;
        else if (cost <= least + TOLERANCE) count += more;
        least = Math.min(least, cost);
      }
      rest[set] = least;
      if (ways.length > 0) ways[set] = count;
    }
  }

  /** What placing x before all outside {@code set} costs. */
  private static double added(double[][] above, int set, int x) {
    double cost = 0;
    for (int y = 0; y < above.length; y++) if ((set >> y & 1) == 0) cost += above[y][x];
    return cost;
  }
}
