package org.penchant.rank.choice;

import java.util.Arrays;

/** Numbers ordered pairs of items; open addressing, for millions of look-ups without garbage. */
final class PairIndex {
  private static final int NONE = -1;
  private final long items;
  private final long[] keys;
  private final int[] numbers;

  PairIndex(int items, int most) {
    this.items = items;
    int size = Integer.highestOneBit(Math.max(8, Math.min(most, 1 << 28))) * 4;
    keys = new long[size];
    numbers = new int[size];
    Arrays.fill(numbers, NONE);
  }

  /** The number of the pair, {@code next} if it is new. */
  int number(int a, int b, int next) {
    long key = a * items + b;
    int mask = numbers.length - 1;
    long hash = key * 0x9e3779b97f4a7c15L;
    int slot = (int) (hash ^ (hash >>> 32)) & mask;
    while (numbers[slot] != NONE && keys[slot] != key) slot = (slot + 1) & mask;
    if (numbers[slot] == NONE) {
      numbers[slot] = next;
      keys[slot] = key;
    }
    return numbers[slot];
  }
}
