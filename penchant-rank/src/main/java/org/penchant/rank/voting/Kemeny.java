package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penchant.core.votes.Ballots;

/**
 * The order with the fewest disagreements, sum over pairs i above j of n(j, i); Kemeny,
 * "Mathematics without numbers", Daedalus 88 (1959). Where a group of items beats all others, every
 * best order begins with it, so the groups are ordered one by one: small ones exactly by dynamic
 * programming over subsets, larger ones by branch and bound on a linear relaxation with triangle
 * cuts.
 *
 * <p>All items that begin some best order win, as far as subsets were gone through; a group ordered
 * by branch and bound shows one best order. Notes say which, and state the gap where the search
 * ended at its limit.
 *
 * @param subsets groups up to this size are ordered by dynamic programming; 0 to 18
 * @param nodes linear programmes with all their cuts that a larger group may take, at least 1
 */
public record Kemeny(int subsets, int nodes) implements VotingRule {
  /**
   * A best order, or the best found.
   *
   * @param order items, best first
   * @param winners items that begin a best order
   * @param disagreements its cost, in weights of ballots
   * @param bound no order costs less
   * @param optimal whether it is proved that none costs less than this one
   */
  public record Solution(
      List<Integer> order,
      List<Integer> winners,
      double disagreements,
      double bound,
      boolean optimal,
      List<String> notes) {}

  public Kemeny {
    if (subsets < 0 || subsets > 18)
      throw new IllegalArgumentException("subsets = " + subsets + ", must be in [0, 18]");
    if (nodes < 1) throw new IllegalArgumentException("nodes = " + nodes + ", must be at least 1");
  }

  public static Kemeny defaults() {
    return new Kemeny(14, 500);
  }

  @Override
  public Outcome elect(Ballots ballots) {
    var solution = solve(ballots);
    var order = solution.order().stream().map(List::of).toList();
    return new Outcome(
        toString(), ballots.items(), order, solution.winners(), new double[0], solution.notes());
  }

  /** The order with what is known of how good it is. */
  public Solution solve(Ballots ballots) {
    var majorities = new Majorities(ballots);
    var order = new ArrayList<Integer>();
    var winners = new ArrayList<Integer>();
    var notes = new ArrayList<String>();
    double gap = 0;
    boolean optimal = true;
    for (var group : majorities.components()) {
      int[] members = group.stream().mapToInt(i -> i).toArray();
      boolean first = order.isEmpty();
      if (members.length <= Math.max(1, subsets)) {
        var best = KemenySubsets.of(majorities, members);
        order.addAll(best.order());
        if (first) winners.addAll(best.winners());
      } else {
        var best = KemenyCuts.of(majorities, members, nodes);
        order.addAll(best.order());
        if (first) winners.add(best.order().getFirst());
        optimal &= best.optimal();
        gap += best.gap();
        notes.add(note(group.size(), best));
      }
    }
    double cost = majorities.value(disagreements(majorities, order));
    return new Solution(order, winners, cost, optimal ? cost : cost - gap, optimal, notes);
  }

  private static String note(int items, KemenyCuts.Found found) {
    return found.optimal()
        ? items + " items ordered by branch and bound, proved best; other best orders may exist"
        : String.format(
            Locale.ROOT,
            "%d items: the search ended at its limit; a better order could save at most %.6g",
            items,
            found.gap());
  }

  private static BigInteger disagreements(Majorities majorities, List<Integer> order) {
    var sum = BigInteger.ZERO;
    for (int a = 0; a < order.size(); a++)
      for (int b = a + 1; b < order.size(); b++)
        sum = sum.add(majorities.above(order.get(b), order.get(a)));
    return sum;
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
