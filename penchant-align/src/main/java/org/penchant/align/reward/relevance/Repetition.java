package org.penchant.align.reward.relevance;

import java.util.HashSet;
import java.util.List;

/** How little a text repeats itself. */
public final class Repetition {
  private Repetition() {}

  /**
   * Distinct runs of {@code n} units over all of them, in (0, 1]; 1 of a text with fewer than n
   * units.
   */
  public static double distinct(List<String> units, int n) {
    if (n < 1) throw new IllegalArgumentException("n = " + n + ", must be at least 1");
    int all = units.size() - n + 1;
    if (all < 1) return 1;
    var seen = new HashSet<List<String>>();
    for (int i = 0; i < all; i++) seen.add(units.subList(i, i + n));
    return (double) seen.size() / all;
  }
}
