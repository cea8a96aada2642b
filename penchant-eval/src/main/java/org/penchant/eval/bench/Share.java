package org.penchant.eval.bench;

import java.util.Arrays;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;

/**
 * Mean credit of items.
 *
 * @param name of the group, subset or rule
 * @param credit sum over items, each in [0, 1]
 * @param items at least 1
 * @param interval Wilson's score interval
 */
public record Share(String name, double credit, long items, Interval interval) {
  /** Fewer items are shown with their interval and without a verdict. */
  public static final int SMALL = 50;

  public static Share of(String name, double credit, long items, double confidence) {
    return new Share(name, credit, items, Proportions.wilson(credit, items, confidence));
  }

  public static Share of(String name, double[] credits, double confidence) {
    return of(name, Arrays.stream(credits).sum(), credits.length, confidence);
  }

  public double value() {
    return credit / items;
  }

  public boolean small() {
    return items < SMALL;
  }
}
