package org.penchant.rank.rating;

import org.penchant.core.votes.Ballots;
import org.penchant.rank.standing.Standings;

/** From orders to a score for every item; higher is better. */
public sealed interface OrderRater permits LuceRating, LuceSpectral, OrderRater.Custom {
  /**
   * Rates every item of {@code ballots}.
   *
   * @throws org.penchant.core.problems.ProblemsException if the orders do not determine the scores
   */
  Standings rate(Ballots ballots);

  /** A rater of the user's own. */
  non-sealed interface Custom extends OrderRater {}
}
