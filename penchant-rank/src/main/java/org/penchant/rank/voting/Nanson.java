package org.penchant.rank.voting;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/**
 * Drops, round by round, all items whose Borda count among those left is below the mean, until all
 * left are equal. Ties within a ballot as in {@link Borda}.
 */
public record Nanson() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    var profile = new Profile(ballots);
    return Elimination.run(this, profile, alive -> belowMean(profile, alive));
  }

  private static BitSet belowMean(Profile profile, BitSet alive) {
    var scores = Baldwin.borda(profile, alive);
    var mean =
        alive.stream()
            .mapToObj(i -> scores[i])
            .reduce(BigFraction.ZERO, BigFraction::add)
            .divide(alive.cardinality());
    var drop = new BitSet();
    alive.stream().filter(i -> scores[i].compareTo(mean) < 0).forEach(drop::set);
    return drop;
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY,
        Axiom.NEUTRALITY,
        Axiom.PARETO,
        Axiom.MAJORITY,
        Axiom.CONDORCET,
        Axiom.REVERSAL_SYMMETRY);
  }
}
