package org.penchant.rank.voting;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballots;

/**
 * Items by the other items they beat, of m - 1 (variants as in arXiv 2210.05769).
 *
 * @param variant what is counted
 */
public record Copeland(Variant variant) implements VotingRule {
  /** What Copeland's score counts. */
  public enum Variant {
    /** Wins - losses. */
    DIFFERENCE,
    /** Wins. */
    WINS,
    /** Wins + ties / 2. */
    WINS_AND_TIES,
    /** - losses. */
    LOSSES
  }

  public static Copeland defaults() {
    return new Copeland(Variant.DIFFERENCE);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var majorities = new Majorities(ballots);
    var scores = new double[majorities.size()];
    for (int i = 0; i < scores.length; i++) scores[i] = score(majorities, i);
    Double[] exact = java.util.Arrays.stream(scores).boxed().toArray(Double[]::new);
    return Outcome.ofScores(toString(), majorities.items(), exact, scores);
  }

  private double score(Majorities majorities, int i) {
    int others = majorities.size() - 1;
    long wins = IntStream.range(0, others + 1).filter(j -> majorities.beats(i, j)).count();
    long losses = IntStream.range(0, others + 1).filter(j -> majorities.beats(j, i)).count();
    return switch (variant) {
      case DIFFERENCE -> wins - losses;
      case WINS -> wins;
      case WINS_AND_TIES -> wins + (others - wins - losses) / 2.0;
      // 0 - losses, not its negative: an unbeaten item scores 0, not -0.
      case LOSSES -> 0 - losses;
    };
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
