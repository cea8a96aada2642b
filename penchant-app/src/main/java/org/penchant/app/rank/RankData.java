package org.penchant.app.rank;

import java.util.Locale;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.VoteTable;

/** What a leaderboard is made of. */
public sealed interface RankData {
  /** The pairs in it, as votes. */
  VoteTable votes();

  /** How much it is, in words. */
  String size();

  /**
   * Votes on pairs.
   *
   * @param rows of the files they were counted from
   */
  record Votes(VoteTable votes, long rows) implements RankData {
    @Override
    public String size() {
      return rows + " rows, " + plain(votes.votes()) + " votes on " + votes.items().size();
    }
  }

  /** Whole orders. */
  record Orders(Ballots ballots) implements RankData {
    @Override
    public VoteTable votes() {
      return ballots.pairs();
    }

    @Override
    public String size() {
      return plain(ballots.voters()) + " orders of " + ballots.items().size();
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.valueOf(number);
  }
}
