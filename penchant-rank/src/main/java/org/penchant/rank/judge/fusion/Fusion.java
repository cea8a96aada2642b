package org.penchant.rank.judge.fusion;

import java.util.List;
import org.penchant.core.votes.Ballots;
import org.penchant.rank.standing.Standings;

/**
 * How proposals of several judges, prompts or sorts become one order (arXiv 2406.00231).
 *
 * @param missing what becomes of items a proposal leaves out
 */
public record Fusion(RankFusion rule, Missing missing) {
  /** Borda; missing items at the mean of the places left. */
  public static Fusion defaults() {
    return new Fusion(new RankFusion.Borda(), Missing.MEAN_OF_REST);
  }

  public Fusion withRule(RankFusion other) {
    return new Fusion(other, missing);
  }

  public Fusion withMissing(Missing other) {
    return new Fusion(rule, other);
  }

  /**
   * One order.
   *
   * @param order items, best first
   * @param agreement for each item of the order but the last, the share of the proposals that rank
   *     it and the next in this way, among those that rank both; a tie is half; NaN without any
   */
  public record Fused(Standings standings, List<Integer> order, double[] agreement) {}

  /**
   * Fuses proposals.
   *
   * @param initial items in the order of the first stage, which decides ties
   * @throws org.penchant.core.problems.ProblemsException if there is no proposal, or one lacks
   *     items and that is refused
   */
  public Fused fuse(Ballots proposals, List<Integer> initial) {
    var positions = Positions.of(proposals, missing);
    var standings =
        new Standings(toString(), proposals.items(), rule.scores(positions), positions.notes());
    var order = standings.order(initial);
    return new Fused(standings, order, agreement(Positions.of(proposals, Missing.LEFT_OUT), order));
  }

  private static double[] agreement(Positions positions, List<Integer> order) {
    var shares = new double[Math.max(0, order.size() - 1)];
    for (int k = 0; k < shares.length; k++) {
      int a = order.get(k);
      int b = order.get(k + 1);
      double mass = 0;
      double agree = 0;
      for (int o = 0; o < positions.places().length; o++) {
        double gap = positions.places()[o][b] - positions.places()[o][a];
        if (Double.isNaN(gap)) continue;
        mass += positions.weights()[o];
        agree += positions.weights()[o] * (Math.signum(gap) + 1) / 2;
      }
      shares[k] = agree / mass;
    }
    return shares;
  }
}
