package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/** The weight of the ballots that do not hold an item last; all items tied for last are last. */
public record AntiPlurality() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    int last = ballots.items().size();
    return new Profile(ballots)
        .positional(
            this, Profile.Tied.WORST, place -> place < last ? BigFraction.ONE : BigFraction.ZERO);
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(Axiom.ANONYMITY, Axiom.NEUTRALITY, Axiom.MONOTONICITY, Axiom.PARTICIPATION);
  }
}
