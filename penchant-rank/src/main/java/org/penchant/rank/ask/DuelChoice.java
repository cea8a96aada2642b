package org.penchant.rank.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Which open pair to decide next, on the way to a Copeland winner. */
public sealed interface DuelChoice {
  /** Two items whose relation is open; {@code relations} has one. */
  int[] next(Relations relations, RandomGenerator random);

  /** Whether to stop as soon as a winner is certain; else every pair is decided. */
  default boolean stopsEarly() {
    return true;
  }

  /**
   * Potential winner stays (POCOWISTA, arXiv 2310.00750): the item that may reach the most, against
   * the open item that may reach the most; ties by score so far, then by number.
   */
  record Potential() implements DuelChoice {
    @Override
    public int[] next(Relations relations, RandomGenerator random) {
      var strongest =
          Comparator.<Integer>comparingDouble(i -> -relations.upper(i))
              .thenComparingDouble(i -> -relations.lower(i))
              .thenComparingInt(i -> i);
      int i =
          IntStream.range(0, relations.items())
              .filter(item -> relations.openPairs(item) > 0)
              .boxed()
              .min(strongest)
              .orElseThrow();
      int j =
          IntStream.range(0, relations.items())
              .filter(other -> relations.open(i, other))
              .boxed()
              .min(strongest)
              .orElseThrow();
      return new int[] {i, j};
    }
  }

  /** Any open pair, uniformly. */
  record AtRandom() implements DuelChoice {
    @Override
    public int[] next(Relations relations, RandomGenerator random) {
      var open = new ArrayList<int[]>();
      for (int i = 0; i < relations.items(); i++)
        for (int j = i + 1; j < relations.items(); j++)
          if (relations.open(i, j)) open.add(new int[] {i, j});
      return open.get(random.nextInt(open.size()));
    }
  }

  /** Every pair, in order; the exhaustive baseline. */
  record Exhaustive() implements DuelChoice {
    @Override
    public int[] next(Relations relations, RandomGenerator random) {
      for (int i = 0; i < relations.items(); i++)
        for (int j = i + 1; j < relations.items(); j++)
          if (relations.open(i, j)) return new int[] {i, j};
      throw new IllegalStateException("no pair is open");
    }

    @Override
    public boolean stopsEarly() {
      return false;
    }
  }
}
