package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballots;

/**
 * The items no other one covers. x covers y if x beats y, whoever beats x beats y, and x beats
 * whomever y beats; McKelvey, "Covering, dominance, and institution-free properties of social
 * choice", AJPS 30 (1986).
 */
public record UncoveredSet() implements VotingRule {
  @Override
  public Outcome elect(Ballots ballots) {
    var majorities = new Majorities(ballots);
    int m = majorities.size();
    return Outcome.ofSet(
        toString(),
        majorities.items(),
        IntStream.range(0, m)
            .filter(y -> IntStream.range(0, m).noneMatch(x -> covers(majorities, x, y)))
            .boxed()
            .toList());
  }

  private static boolean covers(Majorities majorities, int x, int y) {
    return majorities.beats(x, y)
        && IntStream.range(0, majorities.size())
            .allMatch(z ->
                (!majorities.beats(z, x) || majorities.beats(z, y))
                    && (!majorities.beats(y, z) || majorities.beats(x, z)));
  }

  @Override
  public boolean pairwise() {
    return true;
  }

  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY,
        Axiom.NEUTRALITY,
        Axiom.PARETO,
        Axiom.MAJORITY,
        Axiom.CONDORCET,
        Axiom.MONOTONICITY,
        Axiom.REVERSAL_SYMMETRY,
        Axiom.CLONE_INDEPENDENCE);
  }
}
