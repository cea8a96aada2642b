package org.penchant.rank.standing;

import java.util.ArrayList;
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

  /** Item numbers, best first; scores that {@link #tie} in the order given. */
  public List<Integer> order(List<Integer> ties) {
    var order = new ArrayList<Integer>();
    var group = new ArrayList<Integer>();
    var place = new int[scores.length];
    for (int k = 0; k < place.length; k++) place[ties.get(k)] = k;
    for (int item : order()) {
      if (!group.isEmpty() && !tie(scores[item], scores[group.getFirst()])) {
        order.addAll(sorted(group, place));
        group.clear();
      }
      group.add(item);
    }
    order.addAll(sorted(group, place));
    return List.copyOf(order);
  }

  private static List<Integer> sorted(List<Integer> items, int[] place) {
    return items.stream().sorted(Comparator.comparingInt(i -> place[i])).toList();
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
