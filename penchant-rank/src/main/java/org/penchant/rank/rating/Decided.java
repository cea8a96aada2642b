package org.penchant.rank.rating;

import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.standing.Standings;

/**
 * Rates soft votes as decisions: |y - 0.5| at most {@code margin} is a tie, else a win. Covariates,
 * annotators and groups are left out.
 *
 * @param margin in [0, 0.5)
 */
public record Decided(double margin, Rater rater) implements Rater {
  /** In doubles 0.55 - 0.5 exceeds 0.05. */
  private static final double SLACK = 1e-9;

  public Decided {
    if (!(margin >= 0 && margin < 0.5))
      throw new IllegalArgumentException("margin = " + margin + ", must be in [0, 0.5)");
  }

  /** Ties within 0.05, counted (arXiv 2207.04470). */
  public static Decided defaults() {
    return new Decided(0.05, new Counting());
  }

  @Override
  public Standings rate(VoteTable votes) {
    return rater.rate(decisions(votes));
  }

  private VoteTable decisions(VoteTable votes) {
    var items = votes.items();
    var tally = VoteTally.ofPairs();
    items.forEach(tally::item);
    for (int r = 0; r < votes.rows(); r++) {
      double y = votes.outcome(r);
      double decided =
          Math.abs(y - 0.5) <= margin + SLACK ? Vote.TIED : y > 0.5 ? Vote.WON : Vote.LOST;
      tally.add(
          Vote.of(items.get(votes.first(r)), items.get(votes.second(r)), decided)
              .withWeight(votes.weight(r))
              .withTimes(votes.times(r)));
    }
    return tally.table();
  }
}
