package org.penchant.rank.judge;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Asks about every pair in both orders and orders items by how often they won. */
public record AllPairs() implements PairSort {
  public static AllPairs defaults() {
    return new AllPairs();
  }

  @Override
  public List<Integer> sort(List<Integer> initial, Comparisons judge) {
    var better = new Better(initial, judge);
    var wins = new HashMap<Integer, Integer>();
    for (int i : initial)
      for (int j : initial) if (i != j) wins.merge(better.than(i, j) ? i : j, 1, Integer::sum);
    return initial.stream().sorted(Comparator.comparingInt(i -> -wins.getOrDefault(i, 0))).toList();
  }

  @Override
  public long mostPairs(int n) {
    return n * (n - 1L);
  }
}
