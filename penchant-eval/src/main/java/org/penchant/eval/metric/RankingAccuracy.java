package org.penchant.eval.metric;

import java.util.List;

/**
 * Ranking accuracy: whether a model's own likelihoods put the preferred response first, no
 * reference involved. R = 1 if log pi(y_w | x) >= log pi(y_l | x), else 0: equal likelihoods count
 * as right. Not reward accuracy, which is relative to the reference. 2405.19534.
 */
public final class RankingAccuracy {
  private RankingAccuracy() {}

  /** R of the tuned policy. */
  public static boolean policyRight(PairScores pair, Normalisation by) {
    return pair.policyGap(by) >= 0;
  }

  /** R of the reference. */
  public static boolean referenceRight(PairScores pair, Normalisation by) {
    return pair.referenceGap(by) >= 0;
  }

  /** The share of pairs the policy ranks right; NaN without pairs. */
  public static double ofPolicy(List<PairScores> pairs, Normalisation by) {
    return pairs.stream().mapToDouble(p -> policyRight(p, by) ? 1 : 0).average().orElse(Double.NaN);
  }

  /** The share of pairs the reference ranks right; NaN without pairs. */
  public static double ofReference(List<PairScores> pairs, Normalisation by) {
    return pairs.stream()
        .mapToDouble(p -> referenceRight(p, by) ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * More than two responses: the share of pairs in the order of the true ranking, (1 + Kendall tau)
   * / 2 where no two are equal. The paper leaves this case open; the average over pairs is ours.
   *
   * @param bestFirst log-probabilities of the responses, the truly best first, at least two
   */
  public static double ofRanking(double[] bestFirst) {
    if (bestFirst.length < 2)
      throw new IllegalArgumentException("a ranking needs two responses, got " + bestFirst.length);
    long right = 0;
    long all = 0;
    for (int better = 0; better < bestFirst.length; better++)
      for (int worse = better + 1; worse < bestFirst.length; worse++, all++)
        if (bestFirst[better] >= bestFirst[worse]) right++;
    return (double) right / all;
  }
}
