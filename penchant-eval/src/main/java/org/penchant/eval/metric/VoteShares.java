package org.penchant.eval.metric;

import java.util.stream.IntStream;
import org.penchant.core.stats.Correlation;

/**
 * Predicted preference probabilities against the shares of many votes (arXiv 2412.03822).
 *
 * @param pairs how many
 * @param pearson correlation; NaN for fewer than two pairs, or where one side is constant
 * @param spearman the same of ranks
 * @param error mean |p - f|
 * @param accuracy share of p > 1/2 where f > 1/2 and p < 1/2 where f < 1/2, p = 1/2 counting half;
 *     over pairs with f other than 1/2
 */
public record VoteShares(
    int pairs, double pearson, double spearman, double error, double accuracy) {
  /**
   * Of all pairs.
   *
   * @param predicted p, in [0, 1]
   * @param shares f, in [0, 1]
   */
  public static VoteShares of(double[] predicted, double[] shares) {
    check(predicted, shares);
    int n = shares.length;
    double error = 0;
    double right = 0;
    int decided = 0;
    for (int i = 0; i < n; i++) {
      error += Math.abs(predicted[i] - shares[i]);
      if (shares[i] == 0.5) continue;
      decided++;
      if (predicted[i] == 0.5) right += 0.5;
      else if (predicted[i] > 0.5 == shares[i] > 0.5) right++;
    }
    return new VoteShares(
        n,
        n < 2 ? Double.NaN : Correlation.pearson(predicted, shares),
        n < 2 ? Double.NaN : Correlation.spearman(predicted, shares),
        error / n,
        right / decided);
  }

  /** Of the pairs with least < f < most. */
  public static VoteShares within(double[] predicted, double[] shares, double least, double most) {
    check(predicted, shares);
    int[] kept =
        IntStream.range(0, shares.length)
            .filter(i -> shares[i] > least && shares[i] < most)
            .toArray();
    return of(
        IntStream.of(kept).mapToDouble(i -> predicted[i]).toArray(),
        IntStream.of(kept).mapToDouble(i -> shares[i]).toArray());
  }

  /** {@link #within} 0.3 and 0.7: the pairs that people are divided on. */
  public static VoteShares contested(double[] predicted, double[] shares) {
    return within(predicted, shares, 0.3, 0.7);
  }

  private static void check(double[] predicted, double[] shares) {
    if (predicted.length != shares.length)
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + shares.length + " shares");
    for (int i = 0; i < shares.length; i++)
      if (!(predicted[i] >= 0 && predicted[i] <= 1 && shares[i] >= 0 && shares[i] <= 1))
        throw new IllegalArgumentException(
            "pair "
                + i
                + ": predicted "
                + predicted[i]
                + ", share "
                + shares[i]
                + ", must be in [0, 1]");
  }
}
