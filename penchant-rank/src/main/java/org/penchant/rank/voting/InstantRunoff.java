package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import org.penchant.core.votes.Ballots;

/**
 * Drops, round by round, all items that the least weight of ballots holds first among those left,
 * until all left are equal. k items tied for first on a ballot share it, 1/k each.
 */
public record InstantRunoff() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    var profile = new Profile(ballots);
    return Elimination.run(
        this, profile, alive -> Elimination.least(alive, profile.firstShares(alive)));
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY, Axiom.NEUTRALITY, Axiom.PARETO, Axiom.MAJORITY, Axiom.CLONE_INDEPENDENCE);
  }
}
