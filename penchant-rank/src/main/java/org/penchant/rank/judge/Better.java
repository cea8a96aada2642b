package org.penchant.rank.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of two items wins by a judge; where the judge is even, the one that came first. */
final class Better {
  private final Map<Integer, Integer> places = new HashMap<>();
  private final Comparisons judge;

  Better(List<Integer> initial, Comparisons judge) {
    for (int item : initial) places.put(item, places.size());
    this.judge = judge;
  }

  boolean than(int i, int j) {
    double p = judge.probability(i, j);
    return p > 0.5 || (p == 0.5 && place(i) < place(j));
  }

  private int place(int item) {
    return java.util.Objects.requireNonNull(places.get(item));
  }
}
