package org.penchant.rank.rating;

import java.util.Arrays;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Standings;

/**
 * Ratings that move with every vote, in the order of the file: r_i += k w (y - 1 / (1 + 10^((r_j -
 * r_i) / points))), and r_j the other way, w the weight of the vote. Elo, The Rating of
 * Chessplayers (1978). Votes must be kept in order.
 *
 * @param base the first rating of every item, finite
 * @param k above 0
 * @param points how many more are odds of ten to one, above 0
 */
public record Elo(double base, double k, double points) implements Rater {
  public Elo {
    if (!Double.isFinite(base))
      throw new IllegalArgumentException("base = " + base + ", must be finite");
    positive("k", k);
    positive("points", points);
  }

  public static Elo defaults() {
    return new Elo(1000, 4, 400);
  }

  public Elo withK(double value) {
    return new Elo(base, value, points);
  }

  @Override
  public Standings rate(VoteTable votes) {
    var problems = new Problems();
    for (int r = 0; r < votes.rows(); r++)
      if (votes.times(r) != 1)
        problems.error(
            "row " + (r + 1) + " of the votes",
            votes.times(r),
            "elo depends on the order of single votes, this row stands for several",
            "keep votes in order, or use elo-averaged");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    int[] order = new int[votes.rows()];
    Arrays.setAll(order, r -> r);
    return Standings.of(toString(), votes.items(), play(votes, order));
  }

  /** The ratings after the rows of {@code order}, one vote each. */
  double[] play(VoteTable votes, int[] order) {
    var rating = new double[votes.items().size()];
    Arrays.fill(rating, base);
    double scale = Math.log(10) / points;
    for (int r : order) {
      int a = votes.first(r);
      int b = votes.second(r);
      double expected = 1 / (1 + Math.exp(scale * (rating[b] - rating[a])));
      double move = k * votes.weight(r) * (votes.outcome(r) - expected);
      rating[a] += move;
      rating[b] -= move;
    }
    return rating;
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(name + " = " + value + ", must be finite and above 0");
  }
}
