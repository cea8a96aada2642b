package org.penchant.rank.rating;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Standings;

/**
 * The mean of {@link Elo} over random orders of the votes, since none of them is the right one
 * where items do not change.
 *
 * @param base as {@link Elo}'s
 * @param k as {@link Elo}'s
 * @param points as {@link Elo}'s
 * @param orders how many, at least 2
 * @param seed of the orders
 */
public record EloAveraged(double base, double k, double points, int orders, int seed)
    implements Rater {
  /** Ratings with their standard deviation over the orders. */
  public record Spread(Standings standings, double[] standardDeviations) {}

  public EloAveraged {
    if (orders < 2)
      throw new IllegalArgumentException("orders = " + orders + ", must be at least 2");
  }

  public static EloAveraged defaults() {
    return new EloAveraged(1000, 4, 400, 100, 0);
  }

  @Override
  public Standings rate(VoteTable votes) {
    return spread(votes).standings();
  }

  /** The mean, and how far one order may be from another. */
  public Spread spread(VoteTable votes) {
    int[] rows = singleVotes(votes);
    var elo = new Elo(base, k, points);
    int n = votes.items().size();
    var mean = new double[n];
    var squares = new double[n];
    var seeds = new Seeds(seed);
    for (int o = 0; o < orders; o++) {
      shuffle(rows, seeds.stream("order-" + o));
      double[] rating = elo.play(votes, rows);
      for (int i = 0; i < n; i++) {
        double step = rating[i] - mean[i];
        mean[i] += step / (o + 1);
        squares[i] += step * (rating[i] - mean[i]);
      }
    }
    double[] sd = Arrays.stream(squares).map(s -> Math.sqrt(s / (orders - 1))).toArray();
    var notes = List.of("the mean over " + orders + " random orders of the votes");
    return new Spread(new Standings(toString(), votes.items(), mean, notes), sd);
  }

  private static int[] singleVotes(VoteTable votes) {
    var problems = new Problems();
    int total = 0;
    for (int r = 0; r < votes.rows(); r++) {
      if (votes.times(r) != Math.rint(votes.times(r)))
        problems.error(
            "row " + (r + 1) + " of the votes",
            votes.times(r),
            "elo plays whole votes",
            "give whole numbers of votes, and other factors as weights");
      total = Math.addExact(total, (int) votes.times(r));
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    int[] rows = new int[total];
    int at = 0;
    for (int r = 0; r < votes.rows(); r++) for (int t = 0; t < votes.times(r); t++) rows[at++] = r;
    return rows;
  }

  private static void shuffle(int[] rows, RandomGenerator random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }
}
