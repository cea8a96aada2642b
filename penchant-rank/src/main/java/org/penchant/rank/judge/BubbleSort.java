package org.penchant.rank.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bubble sort from the last place up, so that each pass decides one place more from the top: at
 * most n - 1 pairs for the first, one fewer for each next. A pass without an exchange ends it.
 *
 * @param top how many places to decide, the others keep the order they came in; 0 decides all
 */
public record BubbleSort(int top) implements PairSort {
  public BubbleSort {
    if (top < 0) throw new IllegalArgumentException("top = " + top + ", must not be negative");
  }

  public static BubbleSort defaults() {
    return new BubbleSort(0);
  }

  @Override
  public List<Integer> sort(List<Integer> initial, Comparisons judge) {
    var better = new Better(initial, judge);
    var items = new ArrayList<>(initial);
    int places = PairSort.places(top, items.size());
    boolean moved = true;
    for (int pass = 0; pass < places && moved; pass++) {
      moved = false;
      for (int i = items.size() - 1; i > pass; i--)
        if (better.than(items.get(i), items.get(i - 1))) {
          Collections.swap(items, i, i - 1);
          moved = true;
        }
    }
    return PairSort.withRest(items.subList(0, places), initial);
  }

  @Override
  public long mostPairs(int n) {
    long places = PairSort.places(top, n);
    return places * (n - 1) - places * (places - 1) / 2;
  }
}
