package org.penchant.rank.judge.sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;

/**
 * Which ordered pairs of n items to ask about; items are their places, from 0, in a first-stage
 * order. A rate r asks c = round(r (n - 1)) pairs with each item first, at least one.
 */
public sealed interface PairSampler {
  /**
   * Draws a design for n items.
   *
   * @param n at least 2
   */
  PairSample sample(int n, RandomGenerator random);

  /** All n(n - 1) ordered pairs. */
  record All() implements PairSampler {
    public static All defaults() {
      return new All();
    }

    @Override
    public PairSample sample(int n, RandomGenerator random) {
      return new Window(1, 1).sample(n, random);
    }
  }

  /**
   * For each item c others drawn to stand second.
   *
   * @param rate in (0, 1]
   */
  record Random(double rate) implements PairSampler {
    public Random {
      check(rate);
    }

    public static Random defaults() {
      return new Random(1.0 / 3);
    }

    @Override
    public PairSample sample(int n, RandomGenerator random) {
      var pairs = new ArrayList<PairSample.Pair>();
      int c = each(rate, n);
      for (int i = 0; i < n; i++) {
        int[] others = Seeds.permutation(n - 1, random);
        for (int k = 0; k < c; k++)
          pairs.add(new PairSample.Pair(i, others[k] < i ? others[k] : others[k] + 1));
      }
      return PairSample.of(n, pairs, List.of());
    }
  }

  /**
   * Item i against i + s skip modulo n, s = 1 to c: with skip 1 the next in the order, else every
   * skip-th. Pairs of an item with itself and repeated pairs are dropped.
   *
   * @param rate in (0, 1]
   * @param skip at least 1, below n; where it shares a divisor with n the items fall into classes
   *     that are never compared with each other
   */
  record Window(double rate, int skip) implements PairSampler {
    public Window {
      check(rate);
      if (skip < 1) throw new IllegalArgumentException("skip = " + skip + ", must be at least 1");
    }

    public static Window defaults() {
      return new Window(1.0 / 3, 3);
    }

    @Override
    public PairSample sample(int n, RandomGenerator random) {
      if (skip >= n)
        throw new IllegalArgumentException("skip = " + skip + ", must be below " + n + " items");
      var pairs = new ArrayList<PairSample.Pair>();
      for (int i = 0; i < n; i++)
        for (int s = 1; s <= each(rate, n); s++)
          pairs.add(new PairSample.Pair(i, (int) ((i + (long) s * skip) % n)));
      int divisor = divisor(skip, n);
      return PairSample.of(
          n,
          pairs,
          divisor == 1
              ? List.of()
              : List.of("skip " + skip + " and " + n + " items share the divisor " + divisor));
    }

    private static int divisor(int a, int b) {
      return b == 0 ? a : divisor(b, a % b);
    }
  }

  private static void check(double rate) {
    if (!(rate > 0 && rate <= 1))
      throw new IllegalArgumentException("rate = " + rate + ", must be in (0, 1]");
  }

  private static int each(double rate, int n) {
    if (n < 2) throw new IllegalArgumentException(n + " items, must be at least 2");
    return Math.max(1, (int) Math.round(rate * (n - 1)));
  }
}
