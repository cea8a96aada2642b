package org.penchant.papers.world;

/**
 * Candidates from (inclusive) to (exclusive) of every prompt and what sets them apart.
 *
 * @param referenceShift added to their reference logits, nats
 * @param featureScale multiplies their features
 * @param shared times one random unit vector of the world, added to their features: similarity
 * @param utility their truth
 */
public record Region(
    int from, int to, double referenceShift, double featureScale, double shared, Utility utility) {
  public Region {
    if (from < 0 || to <= from)
      throw new IllegalArgumentException("region [" + from + ", " + to + ") is empty");
  }

  public static Region defaults() {
    return new Region(0, 1, 0, 1, 0, new Utility.Linear());
  }

  boolean holds(int candidate) {
    return candidate >= from && candidate < to;
  }
}
