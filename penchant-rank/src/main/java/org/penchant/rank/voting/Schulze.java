package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;
import org.penchant.core.votes.Ballots;

/**
 * i stands above j if the strongest path of wins from i to j is stronger than the one back, a path
 * being as strong as its weakest win; Schulze, "A new monotonic, clone-independent, reversal
 * symmetric, and Condorcet-consistent single-winner election method", Social Choice and Welfare 36
 * (2011). Items come in layers: first those below nobody, then those below only the first...
 *
 * @param strength of a win: winning votes or margins
 */
public record Schulze(Strength strength) implements VotingRule {
  public Schulze {
    if (strength == Strength.OPPOSITION)
      throw new IllegalArgumentException("strength = OPPOSITION, must be that of a win");
  }

  public static Schulze defaults() {
    return new Schulze(Strength.WINNING_VOTES);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var majorities = new Majorities(ballots);
    int m = majorities.size();
    var path = new BigInteger[m][m];
    for (int i = 0; i < m; i++)
      for (int j = 0; j < m; j++)
        path[i][j] = majorities.beats(i, j) ? majorities.strength(i, j, strength) : BigInteger.ZERO;
    for (int k = 0; k < m; k++)
      for (int i = 0; i < m; i++)
        for (int j = 0; j < m; j++)
          if (i != j) path[i][j] = path[i][j].max(path[i][k].min(path[k][j]));
    return Outcome.ofOrder(
        toString(),
        majorities.items(),
        Majorities.layers(m, (i, j) -> path[i][j].compareTo(path[j][i]) > 0));
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
