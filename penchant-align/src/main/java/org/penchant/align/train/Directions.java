package org.penchant.align.train;

import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;

/** Random directions by number: each from a stream of its own, whoever draws it and when. */
@FunctionalInterface
public interface Directions {
  /** Overwrites {@code into} with direction {@code number}. */
  void fill(int number, float[] into);

  /** Entries N(0, 1). */
  static Directions gaussian(Seeds seeds) {
    return (number, into) -> normal(seeds.stream("direction/" + number), into);
  }

  /** Uniform on the unit sphere. */
  static Directions sphere(Seeds seeds) {
    return (number, into) -> {
      normal(seeds.stream("direction/" + number), into);
      double squares = 0;
      for (float entry : into) squares += (double) entry * entry;
      double norm = Math.sqrt(squares);
      for (int j = 0; j < into.length; j++) into[j] = (float) (into[j] / norm);
    };
  }

  private static void normal(RandomGenerator random, float[] into) {
    for (int j = 0; j < into.length; j++) into[j] = (float) random.nextGaussian();
  }
}
