package org.penchant.rank.select;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Best of N in loops of m: after every loop the best answer so far is held against a threshold, and
 * the first loop that reaches it is the last (2510.04087). Where m does not divide N the last loop
 * is smaller.
 *
 * @param budget N, answers at most
 * @param size m, in [1, N]; N is a single loop
 */
public record Loops(int budget, int size) {
  public Loops {
    if (budget < 1)
      throw new IllegalArgumentException("budget = " + budget + ", must be at least 1");
    if (size < 1 || size > budget)
      throw new IllegalArgumentException("size = " + size + ", must be in [1, " + budget + "]");
  }

  /** Sixteen answers in loops of four. */
  public static Loops defaults() {
    return new Loops(16, 4);
  }

  /** How many loops there are at most. */
  public int count() {
    return (budget + size - 1) / size;
  }

  /**
   * Where it stopped.
   *
   * @param best the index of the first answer of the greatest score of all drawn so far
   * @param score its score
   * @param samples answers drawn
   * @param reached whether the score is at least the threshold
   */
  public record Stop(int best, double score, int samples, boolean reached) {}

  /**
   * Draws until the threshold is reached or the budget spent.
   *
   * @param draw scores of so many further answers
   * @param threshold may be infinite: minus infinity is best of m, infinity best of N
   * @throws IllegalArgumentException if a score is not finite, or draw gives another number of them
   */
  public Stop run(double threshold, IntFunction<double[]> draw) {
    if (Double.isNaN(threshold)) throw new IllegalArgumentException("threshold is NaN");
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    int samples = 0;
    while (samples < budget) {
      int asked = Math.min(size, budget - samples);
      double[] scores = draw.apply(asked);
      if (scores.length != asked)
        throw new IllegalArgumentException(scores.length + " answers, asked for " + asked);
      for (double score : scores) {
        if (!Double.isFinite(score))
          throw new IllegalArgumentException(
              "answer " + samples + " has score " + score + ", must be finite");
        if (score > most) {
          most = score;
          best = samples;
        }
        samples++;
      }
      if (most >= threshold) return new Stop(best, most, samples, true);
    }
    return new Stop(best, most, samples, false);
  }

  /** The same of answers whose scores are known, in the order they would be drawn. */
  public Stop run(double threshold, double[] scores) {
    if (scores.length != budget)
      throw new IllegalArgumentException(
          scores.length + " scores, must be those of all " + budget + " answers of the budget");
    int[] at = {0};
    return run(
        threshold,
        count -> {
          at[0] += count;
          return Arrays.copyOfRange(scores, at[0] - count, at[0]);
        });
  }

  /**
   * The expected number of samples, m sum over loops of P(M_l < threshold) before the last, with
   * M_0 of minus infinity; the mean of {@link #run} where the chances are those of its draws.
   *
   * @param below P(M_l < threshold) after loops 1, 2, ... but the last
   */
  public double expectedSamples(double[] below) {
    double expected = size;
    for (int l = 0; l < below.length; l++)
      expected += below[l] * Math.min(size, budget - (l + 1) * size);
    return expected;
  }
}
