package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/**
 * The weight of the ballots that hold an item among the first {@code top}, tied items holding the
 * worst of their places.
 *
 * @param top how many places approve, at least 1; 1 is plurality
 */
public record Approval(int top) implements VotingRule {
  public Approval {
    if (top < 1) throw new IllegalArgumentException("top = " + top + ", must be at least 1");
  }

  public static Approval defaults() {
    return new Approval(3);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    return new Profile(ballots)
        .positional(
            this, Profile.Tied.WORST, place -> place <= top ? BigFraction.ONE : BigFraction.ZERO);
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(Axiom.ANONYMITY, Axiom.NEUTRALITY, Axiom.MONOTONICITY, Axiom.PARTICIPATION);
  }
}
