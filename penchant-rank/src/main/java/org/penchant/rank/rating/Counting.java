package org.penchant.rank.rating;

import java.util.Arrays;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Standings;

/** The mass of votes an item won, ties as half; whoever met more has more. */
public record Counting() implements Rater {
  @Override
  public Standings rate(VoteTable votes) {
    double[] sums =
        Arrays.stream(WinMatrix.of(votes)).mapToDouble(w -> Arrays.stream(w).sum()).toArray();
    return Standings.of(toString(), votes.items(), sums);
  }
}
