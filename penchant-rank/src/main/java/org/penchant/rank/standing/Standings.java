package org.penchant.rank.standing;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Items with their scores.
 *
 * @param method what made them, with its settings
 * @param items names
 * @param scores one an item, higher is better, in the method's unit; NaN where an item has none
 * @param notes what a reader must know: what was regularised, left out or assumed
 */
public record Standings(String method, List<String> items, double[] scores, List<String> notes) {
  /** Scores closer than this, relative to the larger of 1 and their size, tie. */
  public static final double TOLERANCE = 1e-9;

  public Standings {
    items = List.copyOf(items);
    notes = List.copyOf(notes);
    if (scores.length != items.size())
      throw new IllegalArgumentException(scores.length + " scores for " + items.size() + " items");
  }

  public static Standings of(String method, List<String> items, double[] scores) {
    return new Standings(method, items, scores, List.of());
  }

  /** Item numbers, best first; ties in the order of the items, those without a score last. */
  public List<Integer> order() {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                i -> Double.isNaN(scores[i]) ? Double.MAX_VALUE : -scores[i]))
        .toList();
  }

  /** Places from 1 on; items that tie share the best of theirs, those without a score the last. */
  public int[] places() {
    var places = new int[scores.length];
    var order = order();
    for (int k = 0; k < order.size(); k++) {
      boolean tied = k > 0 && tie(scores[order.get(k)], scores[order.get(k - 1)]);
      places[order.get(k)] = tied ? places[order.get(k - 1)] : k + 1;
    }
    return places;
  }

  /** Numbers of the items that share the first place. */
  public List<Integer> winners() {
    var places = places();
    return IntStream.range(0, places.length).filter(i -> places[i] == 1).boxed().toList();
  }

  /** Whether two scores count as equal. */
  public static boolean tie(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) return Double.isNaN(a) && Double.isNaN(b);
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }
}
