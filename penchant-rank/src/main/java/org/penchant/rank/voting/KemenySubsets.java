package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Kemeny's order by dynamic programming: best(S) = min over x in S of sum over y in S - x of n(y,
 * x) + best(S - x). Exact; 2^k sums for k items.
 */
record KemenySubsets(List<Integer> order, List<Integer> winners) {
  static KemenySubsets of(Majorities majorities, int[] members) {
    int k = members.length;
    var best = new BigInteger[1 << k];
    best[0] = BigInteger.ZERO;
    for (int set = 1; set < best.length; set++) {
      var least = cost(majorities, members, set, Integer.numberOfTrailingZeros(set), best);
      for (int x = 0; x < k; x++)
        if ((set >> x & 1) == 1) least = least.min(cost(majorities, members, set, x, best));
      best[set] = least;
    }
    int all = best.length - 1;
    var winners = new ArrayList<Integer>();
    for (int x = 0; x < k; x++)
      if (cost(majorities, members, all, x, best).equals(best[all])) winners.add(members[x]);
    var order = new ArrayList<Integer>();
    for (int set = all; set != 0; ) {
      int x = 0;
      while ((set >> x & 1) == 0 || !cost(majorities, members, set, x, best).equals(best[set])) x++;
      order.add(members[x]);
      set &= ~(1 << x);
    }
    return new KemenySubsets(order, winners);
  }

  /** The cost of S with x first. */
  private static BigInteger cost(
      Majorities majorities, int[] members, int set, int x, BigInteger[] best) {
    int rest = set & ~(1 << x);
    var cost = best[rest];
    for (int left = rest; left != 0; left &= left - 1)
      cost = cost.add(majorities.above(members[Integer.numberOfTrailingZeros(left)], members[x]));
    return cost;
  }
}
