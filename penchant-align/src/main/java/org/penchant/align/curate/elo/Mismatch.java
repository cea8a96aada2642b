package org.penchant.align.curate.elo;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far a reward model prefers one model's answers more than people do, in [-1, 1]: (W - E) /
 * max(E, 1 - E), positive where it prefers them too much.
 */
public final class Mismatch {
  private Mismatch() {}

  /**
   * Of win rates.
   *
   * @param won W, the share of prompts the model wins by score
   * @param expected E, by ratings, in (0, 1)
   */
  public static double of(double won, double expected) {
    return (won - expected) / Math.max(expected, 1 - expected);
  }

  /**
   * The share of prompts where the score of the first is higher; a tie is no win, so that the
   * shares of both sides need not add to 1.
   *
   * @throws IllegalArgumentException if the scores are not of the same prompts
   */
  public static double strictWins(double[] first, double[] second) {
    sameLength(first, second);
    return IntStream.range(0, first.length).filter(x -> first[x] > second[x]).count()
        / (double) first.length;
  }

  /** {@link #of} strict wins and the ratings' expectation. */
  public static double of(double[] first, double[] second, double rating, double other) {
    return of(strictWins(first, second), EloWin.rate(rating, other));
  }

  /** The mean mismatch of every model against all others; the largest is the one to mend. */
  public static double[] means(double[][] scores, double[] ratings) {
    int n = scores.length;
    double[] means = new double[n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        if (i != j) means[i] += of(scores[i], scores[j], ratings[i], ratings[j]) / (n - 1);
    return means;
  }

  static void sameLength(double[]... scores) {
    for (double[] of : scores)
      if (of.length != scores[0].length || of.length == 0)
        throw new IllegalArgumentException(
            "scores of "
                + Arrays.stream(scores).map(s -> Integer.toString(s.length)).toList()
                + " prompts: all models must be scored on the same, at least one");
  }
}
