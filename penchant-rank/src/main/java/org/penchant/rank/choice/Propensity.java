package org.penchant.rank.choice;

import org.penchant.core.votes.VoteTable;

/**
 * Inverse-propensity weights. Where popular pairs are shown more often, a model that does not fit
 * exactly describes them best; weights of one over the chance of a pair make all pairs shown count
 * alike. Horvitz and Thompson, JASA 47 (1952).
 */
public final class Propensity {
  private Propensity() {}

  /**
   * Multiplies the weight of every vote by votes / (pairs * votes of its pair), so that each
   * unordered pair with votes counts alike and the mean factor of a vote is 1.
   */
  public static VoteTable inverse(VoteTable votes) {
    int rows = votes.rows();
    var index = new PairIndex(votes.items().size(), rows);
    int[] pair = new int[rows];
    int pairs = 0;
    for (int r = 0; r < rows; r++) {
      int a = Math.min(votes.first(r), votes.second(r));
      int b = Math.max(votes.first(r), votes.second(r));
      pair[r] = index.number(a, b, pairs);
      if (pair[r] == pairs) pairs++;
    }
    var count = new double[pairs];
    for (int r = 0; r < rows; r++) count[pair[r]] += votes.times(r);
    int seen = 0;
    for (double times : count) if (times > 0) seen++;
    var weights = new double[rows];
    for (int r = 0; r < rows; r++) {
      double times = count[pair[r]];
      weights[r] = times > 0 ? votes.weight(r) * votes.votes() / (seen * times) : 0;
    }
    return votes.withWeights(weights);
  }
}
