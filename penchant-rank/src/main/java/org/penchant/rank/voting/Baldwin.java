package org.penchant.rank.voting;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/**
 * Drops, round by round, all items whose Borda count among those left is least, until all left are
 * equal. Ties within a ballot as in {@link Borda}; with them it can drop a Condorcet winner (arXiv
 * 2210.05769).
 */
public record Baldwin() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    var profile = new Profile(ballots);
    return Elimination.run(this, profile, alive -> Elimination.least(alive, borda(profile, alive)));
  }

  /** Borda's count among the living. */
  static BigFraction[] borda(Profile profile, BitSet alive) {
    int m = alive.cardinality();
    return profile.scores(alive, Profile.Tied.WORST, place -> BigFraction.of(m - place));
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY, Axiom.NEUTRALITY, Axiom.PARETO, Axiom.MAJORITY, Axiom.CONDORCET);
  }
}
