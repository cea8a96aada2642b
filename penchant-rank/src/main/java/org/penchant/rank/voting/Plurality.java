package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/**
 * The weight of the ballots an item leads alone: a tie for first gives nobody a point, the worst
 * place of tied items being theirs (arXiv 2210.05769).
 */
public record Plurality() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    return new Profile(ballots)
        .positional(
            this, Profile.Tied.WORST, place -> place == 1 ? BigFraction.ONE : BigFraction.ZERO);
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY,
        Axiom.NEUTRALITY,
        Axiom.PARETO,
        Axiom.MAJORITY,
        Axiom.MONOTONICITY,
        Axiom.PARTICIPATION);
  }
}
