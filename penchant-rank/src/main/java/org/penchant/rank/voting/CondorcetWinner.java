package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballots;

/**
 * The item that beats every other one; nobody is elected where there is none.
 *
 * @param weak whether items that at most tie with others, without losing to any, are elected too
 */
public record CondorcetWinner(boolean weak) implements VotingRule {
  public static CondorcetWinner defaults() {
    return new CondorcetWinner(false);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var majorities = new Majorities(ballots);
    int m = majorities.size();
    List<Integer> winners =
        IntStream.range(0, m)
            .filter(i ->
                IntStream.range(0, m)
                    .filter(j -> j != i)
                    .allMatch(j -> weak ? !majorities.beats(j, i) : majorities.beats(i, j)))
            .boxed()
            .toList();
    return Outcome.ofSet(toString(), majorities.items(), winners);
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
        Axiom.REVERSAL_SYMMETRY);
  }
}
