package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/**
 * Borda's count, sum over ballots of w (m - place), tied items holding the worst of their places
 * (arXiv 2210.05769): points are for items strictly below.
 */
public record Borda() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    int m = ballots.items().size();
    return new Profile(ballots)
        .positional(this, Profile.Tied.WORST, place -> BigFraction.of(m - place));
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY,
        Axiom.NEUTRALITY,
        Axiom.PARETO,
        Axiom.MONOTONICITY,
        Axiom.PARTICIPATION,
        Axiom.REVERSAL_SYMMETRY);
  }
}
