package org.penchant.align.curate.strength;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Which pairs have the least strength. */
public final class Weakest {
  private Weakest() {}

  /** Whether each value is in the lowest {@code share} of all; of equal ones the earlier are. */
  public static boolean[] of(double[] values, double share) {
    boolean[] weakest = new boolean[values.length];
    IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .limit((long) Math.floor(share * values.length))
        .forEach(i -> weakest[i] = true);
    return weakest;
  }
}
