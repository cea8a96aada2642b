package org.penchant.rank.voting;

import java.util.Set;
import org.penchant.core.votes.Ballots;

/**
 * From the orders of many voters to winners and one order.
 *
 * <p>A ballot counts as often as it was cast; sums and comparisons are exact, on the decimal text
 * of the weights. Rules that count places complete a ballot: items left out tie behind those
 * ranked. Rules that compare pairs hear nothing from a ballot about an item it leaves out; give
 * them {@link LeftOut#last} to hear the same. How ties within a ballot count is said by each rule.
 */
public sealed interface VotingRule
    permits Plurality,
        AntiPlurality,
        Borda,
        Dowdall,
        Approval,
        Threshold,
        InstantRunoff,
        Coombs,
        Baldwin,
        Nanson,
        CondorcetWinner,
        SmithSet,
        UncoveredSet,
        Copeland,
        Minimax,
        Schulze,
        RankedPairs,
        Kemeny,
        MaximalLotteries,
        VotingRule.Custom {
  /**
   * Counts the ballots.
   *
   * @throws org.penchant.core.problems.ProblemsException if there are no items or no voters
   */
  Outcome elect(Ballots ballots);

  /**
   * What the rule promises on complete strict ballots whose decisive sums do not tie; ties are
   * resolved without favour, which can break some of it.
   */
  Set<Axiom> axioms();

  /** Whether items that ballots leave out are compared only where both are ranked. */
  default boolean pairwise() {
    return false;
  }

  /** A rule of the user's own. */
  non-sealed interface Custom extends VotingRule {}
}
