package org.penchant.core.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The least-squares rising fit of y on x, by pooling adjacent violators. Ayer, Brunk, Ewing, Reid
 * and Silverman, "An empirical distribution function for sampling with incomplete information", The
 * Annals of Mathematical Statistics 26 (1955).
 */
public final class Isotonics {
  private Isotonics() {}

  /**
   * A stretch of x on which the fit is constant.
   *
   * @param low its least x
   * @param high its greatest x
   * @param mean of y on it: the fit
   * @param count values on it
   */
  public record Block(double low, double high, double mean, int count) {}

  /**
   * The blocks in rising order of x; values of equal x share a block.
   *
   * @throws IllegalArgumentException if lengths differ, nothing is given, or a value is not finite
   */
  public static List<Block> fit(double[] x, double[] y) {
    Checks.sameLength(x, y);
    Checks.atLeast(1, x, "x");
    Checks.finite(x, "x");
    Checks.finite(y, "y");
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i] + 0.0))
            .mapToInt(i -> i)
            .toArray();
    Deque<Block> stack = new ArrayDeque<>();
    for (int start = 0, end; start < order.length; start = end) {
      double sum = 0;
      for (end = start; end < order.length && x[order[end]] == x[order[start]]; end++)
        sum += y[order[end]];
      double at = x[order[start]] + 0.0;
      var block = new Block(at, at, sum / (end - start), end - start);
      while (!stack.isEmpty() && stack.getLast().mean() >= block.mean())
        block = pooled(stack.removeLast(), block);
      stack.addLast(block);
    }
    return new ArrayList<>(stack);
  }

  private static Block pooled(Block a, Block b) {
    int count = a.count() + b.count();
    double mean = a.mean() + (b.mean() - a.mean()) * b.count() / count;
    return new Block(a.low(), b.high(), mean, count);
  }
}
