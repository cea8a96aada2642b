package org.penchant.eval.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Ranking accuracy of the exact optimum of DPO, from reference, rater shares and beta alone: the
 * mean of 1[-c + log(alpha / (1 - alpha)) / beta > 0], in log space. The published script divides
 * the log-probabilities by each other where the theorem subtracts them; this follows the theorem.
 * 2405.19534, section on idealised ranking accuracy.
 *
 * @param epsilon in (0, 1/2): the least 1 - alpha, since at alpha = 1 the optimum is at infinity;
 *     the paper puts it in for alpha = 1 alone, so shares in (1 - epsilon, 1) differ, which takes
 *     more than 1 / epsilon raters
 * @param substituteAlpha in (1/2, 1): the share for pairs that come without one
 */
public record Idealised(double epsilon, double substituteAlpha) {
  public Idealised {
    if (!(epsilon > 0 && epsilon < 0.5))
      throw new IllegalArgumentException("epsilon = " + epsilon + ", must be in (0, 1/2)");
    if (!(substituteAlpha > 0.5 && substituteAlpha < 1))
      throw new IllegalArgumentException(
          "substituteAlpha = " + substituteAlpha + ", must be in (1/2, 1)");
  }

  /** The paper's: epsilon 0.001, substitute 0.75. */
  public static Idealised defaults() {
    return new Idealised(0.001, 0.75);
  }

  /** The paper's grid of beta. */
  public static List<Double> betaGrid() {
    return List.of(0.01, 0.1, 1.0, 5.0, 10.0);
  }

  public Idealised withEpsilon(double value) {
    return new Idealised(value, substituteAlpha);
  }

  /** log(alpha / max(1 - alpha, epsilon)), alpha the pair's or the substitute. */
  public double logOdds(PairScores pair) {
    double alpha = pair.alpha().orElse(substituteAlpha);
    return Math.log(alpha) - Math.log(Math.max(1 - alpha, epsilon));
  }

  /** log of pi*(y_w) / pi*(y_l), the optimum's odds: -c + logOdds / beta. */
  public double optimumLogRatio(PairScores pair, double beta, Normalisation by) {
    if (!(beta > 0)) throw new IllegalArgumentException("beta = " + beta + ", must be positive");
    return logOdds(pair) / beta - pair.difficulty(by);
  }

  /** Whether the optimum ranks the pair right, strictly. */
  public boolean right(PairScores pair, double beta, Normalisation by) {
    return optimumLogRatio(pair, beta, by) > 0;
  }

  /** R*: the share of pairs the optimum ranks right; NaN without pairs. */
  public double accuracy(List<PairScores> pairs, double beta, Normalisation by) {
    return pairs.stream().mapToDouble(p -> right(p, beta, by) ? 1 : 0).average().orElse(Double.NaN);
  }

  /** R* at every beta of a grid. */
  public double[] accuracies(List<PairScores> pairs, double[] betas, Normalisation by) {
    return Arrays.stream(betas).map(beta -> accuracy(pairs, beta, by)).toArray();
  }
}
