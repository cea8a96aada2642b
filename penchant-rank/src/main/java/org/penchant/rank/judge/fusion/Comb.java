package org.penchant.rank.judge.fusion;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penchant.core.votes.ScoreTable;
import org.penchant.rank.standing.Standings;

/**
 * Scores of several lists combined. Fox and Shaw, "Combination of multiple searches", TREC-2
 * (1994). Orders alone give the linear scores (n - place + 1) / n.
 */
public record Comb(Kind kind) implements RankFusion {
  /** How the scores s of an item, m of them with weights w, become one. */
  public enum Kind {
    /** sum of w s. */
    SUM,
    /** m sum of w s: what many lists hold counts more. */
    MNZ,
    /** sum of w s / m. */
    ANZ,
    /** The greatest s. */
    MAX,
    /** The least s. */
    MIN,
    /** The median of s. */
    MED
  }

  public static Comb defaults() {
    return new Comb(Kind.SUM);
  }

  @Override
  public double[] scores(Positions positions) {
    double n = positions.items().size();
    var linear =
        Arrays.stream(positions.places())
            .map(row -> Arrays.stream(row).map(p -> (n - p + 1) / n).toArray())
            .toArray(double[][]::new);
    return combine(linear, positions.weights());
  }

  /**
   * Combines the columns of a table, each brought to [0, 1] by its least and greatest score; a
   * column of equal scores becomes 0.
   */
  public Standings fuse(ScoreTable table) {
    int n = table.systems().size();
    var lists = new double[table.tasks().size()][];
    for (int t = 0; t < lists.length; t++) {
      int task = t;
      double[] column = IntStream.range(0, n).mapToDouble(s -> table.scores()[s][task]).toArray();
      var known = Arrays.stream(column).filter(s -> !Double.isNaN(s)).summaryStatistics();
      double range = known.getMax() - known.getMin();
      lists[t] =
          Arrays.stream(column)
              .map(s -> Double.isNaN(s) || range > 0 ? (s - known.getMin()) / range : 0)
              .toArray();
    }
    return Standings.of(toString(), table.systems(), combine(lists, table.weights()));
  }

  private double[] combine(double[][] lists, double[] weights) {
    var scores = new double[lists[0].length];
    for (int i = 0; i < scores.length; i++) {
      int item = i;
      int[] held =
          IntStream.range(0, lists.length).filter(b -> !Double.isNaN(lists[b][item])).toArray();
      double[] own = Arrays.stream(held).mapToDouble(b -> lists[b][item]).toArray();
      double sum = Arrays.stream(held).mapToDouble(b -> weights[b] * lists[b][item]).sum();
      scores[i] = held.length == 0 ? Double.NaN : of(own, sum);
    }
    return scores;
  }

  private double of(double[] scores, double sum) {
    return switch (kind) {
      case SUM -> sum;
      case MNZ -> scores.length * sum;
      case ANZ -> sum / scores.length;
      case MAX -> Arrays.stream(scores).max().orElseThrow();
      case MIN -> Arrays.stream(scores).min().orElseThrow();
      case MED -> org.penchant.core.stats.Quantiles.median(scores);
    };
  }
}
