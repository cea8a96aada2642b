package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Orders items by asking a judge about pairs. Every sort spells out its own steps: a judge breaks
 * the contract of a library's comparator.
 */
public sealed interface PairSort
    permits MergeSort, BeamMerge, AnchoredPlacement, HeapSort, BubbleSort, AllPairs {
  /**
   * The items of {@code initial}, best first.
   *
   * @param initial the order they come in, each once; it decides ties
   */
  List<Integer> sort(List<Integer> initial, Comparisons judge);

  /** A bound on the comparisons of n items, the same pair asked again included. */
  long mostPairs(int n);

  /** What sorting n items may cost at most, in calls; answers are kept, so no more than n(n-1). */
  default long mostCalls(int n, PositionCalibration calibration) {
    long calls = mostPairs(n) * (calibration.bothOrders() ? 2 : 1);
    return Math.min(calls, n * (n - 1L));
  }

  /** How many places {@code top} asks for, 0 for all. */
  static int places(int top, int n) {
    return top == 0 ? n : Math.min(top, n);
  }

  /** The items of {@code head}, then those of {@code initial} it lacks. */
  static List<Integer> withRest(List<Integer> head, List<Integer> initial) {
    var order = new ArrayList<>(head);
    var known = new HashSet<>(head);
    for (int item : initial) if (!known.contains(item)) order.add(item);
    return List.copyOf(order);
  }
}
