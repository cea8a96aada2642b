package org.penchant.rank.judge.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/**
 * Where orders place items.
 *
 * @param places one row an order, one column an item, from 1 for the best; items that tie share the
 *     mean of their places; NaN where left out
 * @param weights one an order
 * @param notes what was assumed
 */
public record Positions(
    List<String> items, double[][] places, double[] weights, List<String> notes) {
  /**
   * The places of ballots.
   *
   * @throws org.penchant.core.problems.ProblemsException if there is no ballot, or one lacks items
   *     and {@code missing} refuses that
   */
  public static Positions of(Ballots ballots, Missing missing) {
    int n = ballots.items().size();
    var problems = new Problems();
    if (!(ballots.voters() > 0))
      problems.error(
          "orders", ballots.voters(), "must weigh more than 0", "give one order or more");
    var rows = new double[ballots.ballots().size()][];
    int partial = 0;
    for (int b = 0; b < rows.length; b++) {
      var ballot = ballots.ballots().get(b);
      rows[b] = row(ballot, n, missing);
      if (ballot.ranked() == n) continue;
      partial++;
      if (missing == Missing.REFUSE)
        problems.error(
            "order " + b,
            ballot.ranked() + " of " + n + " items",
            "every order must rank every item",
            "complete the orders, or choose what becomes of missing items");
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var notes = new ArrayList<String>();
    if (partial > 0) notes.add(partial + " of " + rows.length + " orders leave items out");
    return new Positions(
        ballots.items(),
        rows,
        ballots.ballots().stream().mapToDouble(Ballot::times).toArray(),
        List.copyOf(notes));
  }

  private static double[] row(Ballot ballot, int n, Missing missing) {
    var row = new double[n];
    int ranked = ballot.ranked();
    Arrays.fill(row, missing == Missing.MEAN_OF_REST ? (ranked + 1 + n) / 2.0 : Double.NaN);
    int before = 0;
    for (var group : ballot.groups()) {
      for (int item : group) row[item] = before + (group.size() + 1) / 2.0;
      before += group.size();
    }
    return row;
  }

  /** Weighted mean of a function of the places of each item; NaN for an item no order holds. */
  double[] mean(java.util.function.DoubleUnaryOperator points) {
    var scores = new double[items.size()];
    for (int i = 0; i < scores.length; i++) {
      double sum = 0;
      double mass = 0;
      for (int b = 0; b < places.length; b++) {
        if (Double.isNaN(places[b][i])) continue;
        sum += weights[b] * points.applyAsDouble(places[b][i]);
        mass += weights[b];
      }
      scores[i] = mass > 0 ? sum / mass : Double.NaN;
    }
    return scores;
  }

  /** Weight of the orders that place i strictly above j. */
  double above(int i, int j) {
    double sum = 0;
    for (int b = 0; b < places.length; b++) if (places[b][i] < places[b][j]) sum += weights[b];
    return sum;
  }
}
