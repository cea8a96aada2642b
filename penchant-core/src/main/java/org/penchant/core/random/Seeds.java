package org.penchant.core.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Named random streams from one root seed; the only source of randomness in Penchant.
 *
 * <p>A stream depends on the root seed and on its name alone: adding a stream never shifts another.
 * The algorithm is pinned ({@link SplittableRandom}), so a seed means the same on every machine.
 *
 * @param root the root seed, part of every manifest
 */
public record Seeds(long root) {
  /** A fresh generator at the beginning of the stream {@code name}. */
  public RandomGenerator stream(String name) {
    return new SplittableRandom(seed(name));
  }

  /** The seed of stream {@code name}, for engines that keep their own generator. */
  public long seed(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    return mix(root ^ mix(hash));
  }

  /** Seeds of a part of the work, such as one repetition, independent of its siblings. */
  public Seeds child(String name) {
    return new Seeds(seed(name));
  }

  /** A Fisher-Yates permutation of 0..n-1 drawn from {@code random}. */
  public static int[] permutation(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
