package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballots;

/**
 * Items by their worst defeat: s_i = - max over j of the strength of j's win over i (arXiv
 * 2210.05769). An only item scores 0.
 */
public record Minimax(Strength strength) implements VotingRule {
  public static Minimax defaults() {
    return new Minimax(Strength.WINNING_VOTES);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var majorities = new Majorities(ballots);
    var scores = new BigInteger[majorities.size()];
    for (int item = 0; item < scores.length; item++) {
      int i = item;
      scores[i] =
          IntStream.range(0, scores.length)
              .filter(j -> j != i)
              .mapToObj(j -> majorities.strength(j, i, strength))
              .max(BigInteger::compareTo)
              .orElse(BigInteger.ZERO)
              .negate();
    }
    return Outcome.ofScores(toString(), majorities.items(), scores, majorities.values(scores));
  }

  @Override
  public boolean pairwise() {
    return true;
  }

  /** Pairwise opposition is the same rule on strict complete ballots. */
  @Override
  public Set<Axiom> axioms() {
    return EnumSet.of(
        Axiom.ANONYMITY,
        Axiom.NEUTRALITY,
        Axiom.PARETO,
        Axiom.MAJORITY,
        Axiom.CONDORCET,
        Axiom.MONOTONICITY);
  }
}
