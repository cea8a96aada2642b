package org.penchant.eval.metric;

import java.util.List;

/**
 * Reward accuracy: whether training moved the policy towards the preferred response, relative to
 * the reference: the sign of the implicit-reward margin m. Where policy and reference are equal
 * every pair ties and the number says nothing, so ties are counted apart.
 *
 * @param wins pairs with m > 0
 * @param ties pairs with m = 0
 * @param losses pairs with m < 0
 */
public record RewardAccuracy(long wins, long ties, long losses) {
  /** Counts of the pairs; beta > 0 does not change a sign. */
  public static RewardAccuracy of(List<PairScores> pairs) {
    long wins = pairs.stream().filter(p -> p.logRatioMargin() > 0).count();
    long losses = pairs.stream().filter(p -> p.logRatioMargin() < 0).count();
    return new RewardAccuracy(wins, pairs.size() - wins - losses, losses);
  }

  public long pairs() {
    return wins + ties + losses;
  }

  /** The share with m > 0: a tie is not right. NaN without pairs. */
  public double strict() {
    return pairs() == 0 ? Double.NaN : (double) wins / pairs();
  }

  /** The share with m > 0, a tie counting one half. NaN without pairs. */
  public double tiesHalf() {
    return pairs() == 0 ? Double.NaN : (wins + 0.5 * ties) / pairs();
  }
}
