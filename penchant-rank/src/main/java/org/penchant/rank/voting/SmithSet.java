package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballots;

/**
 * The smallest set of items each of which beats every item outside it. The order goes on likewise:
 * each group is the Smith set of what the groups before it leave.
 *
 * @param schwartz elect instead the Schwartz set, the items that reach by chains of wins whoever
 *     reaches them; the same where no pair ties
 */
public record SmithSet(boolean schwartz) implements VotingRule {
  public static SmithSet defaults() {
    return new SmithSet(false);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var majorities = new Majorities(ballots);
    if (!schwartz) return Outcome.ofOrder(toString(), majorities.items(), majorities.components());
    var reach = majorities.closure(majorities::beats);
    var all = IntStream.range(0, majorities.size());
    return Outcome.ofSet(
        toString(),
        majorities.items(),
        all.filter(i ->
                IntStream.range(0, majorities.size())
                    .allMatch(j -> !reach[j].get(i) || reach[i].get(j)))
            .boxed()
            .toList());
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
        Axiom.MAJORITY,
        Axiom.CONDORCET,
        Axiom.MONOTONICITY,
        Axiom.REVERSAL_SYMMETRY,
        Axiom.CLONE_INDEPENDENCE);
  }
}
