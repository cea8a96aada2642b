package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Merge sort with the judge as comparator (PairS-greedy, arXiv 2403.16950): at most n ceil(log2 n)
 * - 2^ceil(log2 n) + 1 pairs. The longer half is the left one.
 */
public record MergeSort() implements PairSort {
  public static MergeSort defaults() {
    return new MergeSort();
  }

  @Override
  public List<Integer> sort(List<Integer> initial, Comparisons judge) {
    return recurse(initial, (left, right) -> merge(left, right, judge)).reversed();
  }

  /** n ceil(log2 n) - 2^ceil(log2 n) + 1. */
  @Override
  public long mostPairs(int n) {
    if (n < 2) return 0;
    int log = 32 - Integer.numberOfLeadingZeros(n - 1);
    return (long) n * log - (1L << log) + 1;
  }

  /** Halves, orders and merges; lists are worst first. */
  static List<Integer> recurse(List<Integer> items, BinaryOperator<List<Integer>> merge) {
    if (items.size() < 2) return List.copyOf(items);
    int middle = (items.size() + 1) / 2;
    return merge.apply(
        recurse(items.subList(0, middle), merge),
        recurse(items.subList(middle, items.size()), merge));
  }

  private static List<Integer> merge(List<Integer> left, List<Integer> right, Comparisons judge) {
    var merged = new ArrayList<Integer>();
    int i = 0;
    int j = 0;
    while (i < left.size() && j < right.size())
      if (judge.probability(left.get(i), right.get(j)) > 0.5) merged.add(right.get(j++));
      else merged.add(left.get(i++));
    merged.addAll(left.subList(i, left.size()));
    merged.addAll(right.subList(j, right.size()));
    return merged;
  }
}
