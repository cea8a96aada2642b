package org.penchant.core.stats;

import java.util.Arrays;

/** Statistics of scores and weights. */
public final class Scores {
  private Scores() {}

  /**
   * The probability that a random positive scores above a random negative, ties counting one half:
   * (R - n_p (n_p + 1) / 2) / (n_p n_n) with R the sum of the positives' average ranks. Mann and
   * Whitney, The Annals of Mathematical Statistics 18 (1947).
   *
   * @throws IllegalArgumentException if a side is empty or holds NaN
   */
  public static double auc(double[] positives, double[] negatives) {
    Checks.atLeast(1, positives, "positives");
    Checks.atLeast(1, negatives, "negatives");
    double[] all = Arrays.copyOf(positives, positives.length + negatives.length);
    System.arraycopy(negatives, 0, all, positives.length, negatives.length);
    double rankSum = Arrays.stream(Correlation.ranks(all), 0, positives.length).sum();
    double np = positives.length;
    return (rankSum - np * (np + 1) / 2) / (np * negatives.length);
  }

  /**
   * The unbiased estimate of the expected greatest of n scores from N >= n drawn ones: the mean of
   * the greatest over all n-subsets, sum over i of x_(i) C(i - 1, n - 1) / C(N, n) with x_(1) <=
   * ... <= x_(N). The same subset argument as pass@k in Chen and others, "Evaluating large language
   * models trained on code" (2021).
   *
   * @param n in [1, N]
   * @throws IllegalArgumentException if n is out of range or a score is not finite
   */
  public static double expectedMax(double[] scores, int n) {
    Checks.finite(scores, "scores");
    if (n < 1 || n > scores.length)
      throw new IllegalArgumentException("n = " + n + ", must be in [1, " + scores.length + "]");
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    // The weight of the greatest score is n / N; each next follows without any binomial.
    double weight = (double) n / sorted.length;
    double sum = 0;
    for (int i = sorted.length; i >= n; i--) {
      sum += weight * sorted[i - 1];
      if (i > n) weight *= (double) (i - n) / (i - 1);
    }
    return sum;
  }

  /**
   * The effective sample size of weights, (sum w)^2 / sum w^2, in [1, n]. Kish, Survey Sampling
   * (1965).
   *
   * @param weights not negative, finite, not all 0; only their ratios count
   * @throws IllegalArgumentException otherwise
   */
  public static double effectiveSampleSize(double[] weights) {
    Checks.atLeast(1, weights, "weights");
    Checks.finite(weights, "weights");
    double most = Arrays.stream(weights).max().orElse(0);
    if (!(most > 0) || Arrays.stream(weights).anyMatch(w -> w < 0))
      throw new IllegalArgumentException("weights must not be negative, nor all 0");
    // Scaled by the greatest, so that squares neither overflow nor vanish.
    double sum = Arrays.stream(weights).map(w -> w / most).sum();
    double squares = Arrays.stream(weights).map(w -> (w / most) * (w / most)).sum();
    return sum * sum / squares;
  }
}
