package org.penchant.rank.rating;

import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Standings;

/** From votes to a score for every item; higher is better. */
public sealed interface Rater
    permits ChoiceRating,
        Counting,
        CrowdRating,
        Decided,
        Eigenvector,
        Elo,
        EloAveraged,
        GreedyOrder,
        KwikSort,
        LuceRating,
        LuceSpectral,
        Newman,
        PageRank,
        RankCentrality,
        RobustRating,
        WinRate,
        Rater.Custom {
  /**
   * Rates every item of {@code votes}.
   *
   * @throws org.penchant.core.problems.ProblemsException if the votes do not determine the scores
   *     and the rater has no regulariser that says what to do
   */
  Standings rate(VoteTable votes);

  /** A rater of the user's own. */
  non-sealed interface Custom extends Rater {}
}
