package org.penchant.core.votes;

import java.util.Arrays;
import java.util.List;

/**
 * An order of items, as one voter gave it or several alike.
 *
 * @param groups item numbers from best to worst; those of one group tie; items left out are
 *     unranked
 * @param times how many voters gave it, or its weight; finite and not negative
 */
public record Ballot(List<List<Integer>> groups, double times) {
  public Ballot {
    groups = groups.stream().map(List::copyOf).toList();
    if (!(times >= 0 && times < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("times = " + times + ", must be finite and not negative");
    var seen = new java.util.HashSet<Integer>();
    for (var group : groups) {
      if (group.isEmpty()) throw new IllegalArgumentException("an empty group in " + groups);
      for (int item : group)
        if (!seen.add(item))
          throw new IllegalArgumentException("item " + item + " is ranked twice");
    }
  }

  /** A strict order, best first. */
  public static Ballot of(int... order) {
    return new Ballot(Arrays.stream(order).mapToObj(List::of).toList(), 1);
  }

  /** How many items are ranked. */
  public int ranked() {
    return groups.stream().mapToInt(List::size).sum();
  }

  /** Whether any items tie. */
  public boolean ties() {
    return groups.stream().anyMatch(g -> g.size() > 1);
  }

  public Ballot withTimes(double count) {
    return new Ballot(groups, count);
  }
}
