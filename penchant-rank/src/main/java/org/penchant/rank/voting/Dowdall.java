package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/**
 * Dowdall's count, sum over ballots of w / place, tied items holding the best of their places
 * (arXiv 2210.05769).
 */
public record Dowdall() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    return new Profile(ballots)
        .positional(this, Profile.Tied.BEST, place -> BigFraction.of(1, place));
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY, Axiom.NEUTRALITY, Axiom.PARETO, Axiom.MONOTONICITY, Axiom.PARTICIPATION);
  }
}
