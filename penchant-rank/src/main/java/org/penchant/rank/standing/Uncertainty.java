package org.penchant.rank.standing;

import java.util.Arrays;
import java.util.List;

/**
 * How sure scores are. Places are from 1 on.
 *
 * @param method what made it, with its settings
 * @param confidence of all intervals, in (0, 1)
 * @param items names
 * @param estimates the scores
 * @param standardErrors of the scores; infinite nowhere
 * @param low lower ends of the intervals of the scores
 * @param high their upper ends
 * @param placesByOverlap 1 + how many items lie with their whole interval above this one's, as
 *     LMArena counts
 * @param bestPlaces 1 + how many items are better by a difference that is significant on its own
 * @param worstPlaces the number of items - how many are worse by such a difference
 * @param first the probability of being first
 * @param placeShares one row an item: the probability of each place, best first; empty beyond
 *     {@value #MOST_SHARES} items
 * @param notes what a reader must know
 */
public record Uncertainty(
    String method,
    double confidence,
    List<String> items,
    double[] estimates,
    double[] standardErrors,
    double[] low,
    double[] high,
    int[] placesByOverlap,
    int[] bestPlaces,
    int[] worstPlaces,
    double[] first,
    double[][] placeShares,
    List<String> notes) {
  /** Up to so many items the probability of every place is kept. */
  public static final int MOST_SHARES = 1_000;

  public Uncertainty {
    items = List.copyOf(items);
    notes = List.copyOf(notes);
  }

  /** The same in the unit {@code base + factor * score}, {@code factor} above 0. */
  public Uncertainty linear(double base, double factor) {
    if (!(factor > 0)) throw new IllegalArgumentException("factor = " + factor + ", must be > 0");
    return new Uncertainty(
        method,
        confidence,
        items,
        scaled(estimates, base, factor),
        scaled(standardErrors, 0, factor),
        scaled(low, base, factor),
        scaled(high, base, factor),
        placesByOverlap,
        bestPlaces,
        worstPlaces,
        first,
        placeShares,
        notes);
  }

  private static double[] scaled(double[] x, double base, double factor) {
    return Arrays.stream(x).map(v -> base + factor * v).toArray();
  }
}
