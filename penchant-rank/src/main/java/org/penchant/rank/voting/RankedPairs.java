package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.penchant.core.votes.Ballots;

/**
 * Wins are locked in from the strongest on, save those that would close a cycle; Tideman,
 * "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4 (1987).
 * Equally strong wins are locked together, save those on a cycle of them and the ones locked
 * before: no item is favoured by its number, at the price of ties. Items come in layers as in
 * {@link Schulze}.
 *
 * @param strength of a win: winning votes or margins
 */
public record RankedPairs(Strength strength) implements VotingRule {
  private record Win(int winner, int loser, BigInteger strength) {}

  public RankedPairs {
    if (strength == Strength.OPPOSITION)
      throw new IllegalArgumentException("strength = OPPOSITION, must be that of a win");
  }

  public static RankedPairs defaults() {
    return new RankedPairs(Strength.WINNING_VOTES);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var majorities = new Majorities(ballots);
    var locked = new BitSet[majorities.size()];
    java.util.Arrays.setAll(locked, _ -> new BitSet());
    var wins = wins(majorities);
    for (int from = 0, to; from < wins.size(); from = to) {
      to = from + 1;
      while (to < wins.size() && wins.get(to).strength().equals(wins.get(from).strength())) to++;
      lock(locked, wins.subList(from, to));
    }
    return Outcome.ofOrder(
        toString(),
        majorities.items(),
        Majorities.layers(locked.length, (i, j) -> locked[i].get(j)));
  }

  private List<Win> wins(Majorities majorities) {
    var wins = new ArrayList<Win>();
    for (int i = 0; i < majorities.size(); i++)
      for (int j = 0; j < majorities.size(); j++)
        if (majorities.beats(i, j)) wins.add(new Win(i, j, majorities.strength(i, j, strength)));
    wins.sort(Comparator.comparing(Win::strength).reversed());
    return wins;
  }

  private static void lock(BitSet[] locked, List<Win> equal) {
    var reach = new BitSet[locked.length];
    for (int i = 0; i < reach.length; i++) reach[i] = (BitSet) locked[i].clone();
    for (var win : equal) reach[win.winner()].set(win.loser());
    Majorities.close(reach);
    for (var win : equal)
      if (!reach[win.loser()].get(win.winner())) locked[win.winner()].set(win.loser());
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
