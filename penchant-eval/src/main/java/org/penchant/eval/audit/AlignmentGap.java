package org.penchant.eval.audit;

import java.util.List;
import org.penchant.core.stats.Quantiles;
import org.penchant.eval.metric.Idealised;
import org.penchant.eval.metric.Normalisation;
import org.penchant.eval.metric.PairScores;
import org.penchant.eval.metric.RankingAccuracy;

/**
 * How far a policy's ranking accuracy falls short of what an exact optimum would reach, R* - R,
 * over a grid of beta.
 *
 * @param by how log-probabilities are normalised
 * @param observed R of the policy
 * @param rows one for each beta of the grid
 * @param min the least gap of the grid
 * @param median the middle one
 * @param max the greatest
 */
public record AlignmentGap(
    Normalisation by, double observed, List<Row> rows, double min, double median, double max) {
  /** R* and R* - R at one beta. */
  public record Row(double beta, double idealised, double gap) {}

  public AlignmentGap {
    rows = List.copyOf(rows);
  }

  static AlignmentGap of(
      List<PairScores> pairs, List<Double> grid, Idealised idealised, Normalisation by) {
    double observed = RankingAccuracy.ofPolicy(pairs, by);
    var rows =
        grid.stream()
            .map(beta -> {
              double best = idealised.accuracy(pairs, beta, by);
              return new Row(beta, best, best - observed);
            })
            .toList();
    double[] gaps = rows.stream().mapToDouble(Row::gap).toArray();
    double[] q = Quantiles.quantiles(gaps, 0, 0.5, 1);
    return new AlignmentGap(by, observed, rows, q[0], q[1], q[2]);
  }
}
