package org.penchant.app.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.ScoreTable;
import org.penchant.core.votes.Vote;
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

  /** A table of scores, in which every task is a voter who orders the systems. */
  record Scores(ScoreTable table) implements RankData {
    @Override
    public VoteTable votes() {
      return table.ballots().pairs();
    }

    @Override
    public String size() {
      return table.tasks().size() + " tasks, " + table.systems().size();
    }
  }

  /** The orders in it: of votes each is one of two items. */
  default Ballots orders() {
    return switch (this) {
      case Votes(var votes, _) -> ofTwo(votes);
      case Orders(var ballots) -> ballots;
      case Scores(var table) -> table.ballots();
    };
  }

  private static Ballots ofTwo(VoteTable votes) {
    var ballots = new ArrayList<Ballot>();
    for (int r = 0; r < votes.rows(); r++) {
      int i = votes.first(r);
      int j = votes.second(r);
      double y = votes.outcome(r);
      if (y == Vote.TIED) ballots.add(new Ballot(List.of(List.of(i, j)), votes.mass(r)));
      else {
        // A soft vote is part of a vote for each.
        if (y > 0) ballots.add(Ballot.of(i, j).withTimes(y * votes.mass(r)));
        if (y < 1) ballots.add(Ballot.of(j, i).withTimes((1 - y) * votes.mass(r)));
      }
    }
    return new Ballots(votes.items(), ballots);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.valueOf(number);
  }
}
