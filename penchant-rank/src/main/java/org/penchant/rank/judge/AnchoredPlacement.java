package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * Orders a few items and places every other one among them by binary search (the scaling of arXiv
 * 2403.16950): about log2(anchors) pairs an item. Items placed in one gap keep the order they came
 * in.
 *
 * @param anchors how many of the first items are ordered among themselves, at least 1
 * @param sort how
 */
public record AnchoredPlacement(int anchors, PairSort sort) implements PairSort {
  public AnchoredPlacement {
    if (anchors < 1)
      throw new IllegalArgumentException("anchors = " + anchors + ", must be at least 1");
  }

  public static AnchoredPlacement defaults() {
    return new AnchoredPlacement(16, MergeSort.defaults());
  }

  @Override
  public List<Integer> sort(List<Integer> initial, Comparisons judge) {
    int head = Math.min(anchors, initial.size());
    var known = sort.sort(initial.subList(0, head), judge).reversed();
    var gaps = new ArrayList<List<Integer>>();
    for (int g = 0; g <= head; g++) gaps.add(new ArrayList<>());
    for (int item : initial.subList(head, initial.size())) {
      int low = 0;
      int high = head - 1;
      while (low <= high) {
        int middle = (low + high) / 2;
        if (judge.probability(known.get(middle), item) > 0.5) high = middle - 1;
        else low = middle + 1;
      }
      gaps.get(low).add(item);
    }
    var worstFirst = new ArrayList<Integer>();
    for (int g = 0; g <= head; g++) {
      worstFirst.addAll(gaps.get(g).reversed());
      if (g < head) worstFirst.add(known.get(g));
    }
    return worstFirst.reversed();
  }

  @Override
  public long mostPairs(int n) {
    int head = Math.min(anchors, n);
    return sort.mostPairs(head) + (long) (n - head) * (32 - Integer.numberOfLeadingZeros(head));
  }
}
