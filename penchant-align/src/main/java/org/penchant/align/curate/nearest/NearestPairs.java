package org.penchant.align.curate.nearest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.numeric.Logistic;

/**
 * The m most relevant pairs, or soft weights in their place: sigmoid((rho - tau) / T), tau between
 * the m-th and the next greatest relevance; T towards 0 is the filter, T without bound weighs all
 * by 1/2.
 *
 * @param most m, at least 1
 * @param least relevance that a pair needs too
 * @param perPrompt pairs of one prompt at most: a filter on answers is one on prompts as well
 */
public record NearestPairs(int most, double least, int perPrompt) {
  public NearestPairs {
    if (most < 1 || perPrompt < 1)
      throw new IllegalArgumentException(
          "most = " + most + ", per-prompt = " + perPrompt + ", must be at least 1");
    if (Double.isNaN(least)) throw new IllegalArgumentException("least = NaN, must be a number");
  }

  /** The most relevant, no other bound. */
  public static NearestPairs of(int most) {
    return new NearestPairs(most, -Double.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * Which pairs are kept; of equally relevant ones the earlier.
   *
   * @param relevance rho of every pair
   * @param prompts of every pair, compared by equality
   */
  public boolean[] keep(double[] relevance, List<?> prompts) {
    boolean[] keep = new boolean[relevance.length];
    var taken = new HashMap<Object, Integer>();
    int n = 0;
    for (int i : order(relevance)) {
      if (n == most || !(relevance[i] >= least)) break;
      if (taken.merge(prompts.get(i), 1, Integer::sum) > perPrompt) continue;
      keep[i] = true;
      n++;
    }
    return keep;
  }

  /** {@link #keep} without regard to prompts. */
  public boolean[] keep(double[] relevance) {
    return keep(relevance, IntStream.range(0, relevance.length).boxed().toList());
  }

  /**
   * Soft weights.
   *
   * @param temperature T, positive
   */
  public double[] weights(double[] relevance, double temperature) {
    if (!(temperature > 0))
      throw new IllegalArgumentException("temperature = " + temperature + ", must be positive");
    double tau = threshold(relevance);
    return Arrays.stream(relevance).map(r -> Logistic.sigmoid((r - tau) / temperature)).toArray();
  }

  /** Between the m-th and the next relevance; below all where there are no more. */
  double threshold(double[] relevance) {
    if (most >= relevance.length) return Double.NEGATIVE_INFINITY;
    int[] order = order(relevance);
    return (relevance[order[most - 1]] + relevance[order[most]]) / 2;
  }

  private static int[] order(double[] relevance) {
    return IntStream.range(0, relevance.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -relevance[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
