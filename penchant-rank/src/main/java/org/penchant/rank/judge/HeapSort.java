package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Heap sort, best item at the root: about 2 n pairs to build the heap and 2 log2(n) for every item
 * taken from it. Williams, "Algorithm 232: heapsort", Communications of the ACM 7 (1964).
 *
 * @param top how many places to decide, the others keep the order they came in; 0 decides all
 */
public record HeapSort(int top) implements PairSort {
  public HeapSort {
    if (top < 0) throw new IllegalArgumentException("top = " + top + ", must not be negative");
  }

  public static HeapSort defaults() {
    return new HeapSort(0);
  }

  @Override
  public List<Integer> sort(List<Integer> initial, Comparisons judge) {
    var better = new Better(initial, judge);
    var heap = new ArrayList<>(initial);
    for (int i = heap.size() / 2 - 1; i >= 0; i--) sink(heap, i, heap.size(), better);
    var sorted = new ArrayList<Integer>();
    int places = PairSort.places(top, initial.size());
    for (int end = heap.size() - 1; sorted.size() < places; end--) {
      sorted.add(heap.getFirst());
      Collections.swap(heap, 0, end);
      sink(heap, 0, end, better);
    }
    return PairSort.withRest(sorted, initial);
  }

  @Override
  public long mostPairs(int n) {
    if (n < 2) return 0;
    long log = 31 - Integer.numberOfLeadingZeros(n);
    return 2L * n + 2L * PairSort.places(top, n) * log;
  }

  private static void sink(List<Integer> heap, int from, int size, Better better) {
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && better.than(heap.get(child + 1), heap.get(child))) child++;
      if (!better.than(heap.get(child), heap.get(at))) return;
      Collections.swap(heap, at, child);
      at = child;
    }
  }
}
