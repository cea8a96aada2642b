package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballots;

/**
 * Drops, round by round, all items that the greatest weight of ballots holds last among those left,
 * until all left are equal. Of items tied on a ballot each is last if one is, and first only alone.
 *
 * @param majority whether an item first on more than half of the ballots wins at once, as Coombs
 *     had it
 */
public record Coombs(boolean majority) implements VotingRule {
  public static Coombs defaults() {
    return new Coombs(true);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var profile = new Profile(ballots);
    return Elimination.run(this, profile, alive -> losers(profile, alive));
  }

  private BitSet losers(Profile profile, BitSet alive) {
    int last = alive.cardinality();
    var counts = profile.counts(alive, Profile.Tied.WORST);
    if (majority) {
      var leader = alive.stream().filter(i -> most(counts[i][1], profile.voters())).findFirst();
      if (leader.isPresent()) {
        var rest = (BitSet) alive.clone();
        rest.clear(leader.getAsInt());
        return rest;
      }
    }
    return Elimination.least(
        alive,
        profile.scores(
            alive,
            Profile.Tied.WORST,
            place -> place == last ? BigFraction.ONE.negate() : BigFraction.ZERO));
  }

  private static boolean most(BigInteger part, BigInteger whole) {
    return part.shiftLeft(1).compareTo(whole) > 0;
  }

  @Override
  public Set<Axiom> axioms() {
    var axioms = EnumSet.of(Axiom.ANONYMITY, Axiom.NEUTRALITY, Axiom.PARETO);
    if (majority) axioms.add(Axiom.MAJORITY);
    return axioms;
  }
}
