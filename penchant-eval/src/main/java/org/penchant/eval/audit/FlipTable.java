package org.penchant.eval.audit;

import java.util.List;
import org.penchant.eval.metric.DpoLoss;
import org.penchant.eval.metric.Normalisation;
import org.penchant.eval.metric.PairScores;
import org.penchant.eval.metric.RankingAccuracy;

/**
 * What became of the reference's rankings: each pair is right or wrong under the reference, and
 * right or wrong under the tuned policy, by sums of log-probabilities.
 */
public record FlipTable(Cell stayedRight, Cell brokeWrong, Cell flippedRight, Cell stayedWrong) {
  /**
   * One of the four fates.
   *
   * @param pairs how many met it
   * @param meanLoss their mean DPO loss in nats; NaN of none
   * @param meanMargin their mean implicit-reward margin; NaN of none
   */
  public record Cell(long pairs, double meanLoss, double meanMargin) {}

  /** The table at the training's {@code beta}. */
  public static FlipTable of(List<PairScores> pairs, double beta) {
    return new FlipTable(
        cell(pairs, beta, true, true),
        cell(pairs, beta, true, false),
        cell(pairs, beta, false, true),
        cell(pairs, beta, false, false));
  }

  /** The share of initially wrong pairs that training put right; NaN if none was wrong. */
  public double flippedShare() {
    long wrong = flippedRight.pairs() + stayedWrong.pairs();
    return wrong == 0 ? Double.NaN : (double) flippedRight.pairs() / wrong;
  }

  private static Cell cell(List<PairScores> all, double beta, boolean before, boolean after) {
    var pairs =
        all.stream()
            .filter(p -> RankingAccuracy.referenceRight(p, Normalisation.SUM) == before)
            .filter(p -> RankingAccuracy.policyRight(p, Normalisation.SUM) == after)
            .toList();
    return new Cell(
        pairs.size(),
        pairs.stream().mapToDouble(p -> DpoLoss.of(p, beta)).average().orElse(Double.NaN),
        pairs.stream().mapToDouble(p -> p.margin(beta)).average().orElse(Double.NaN));
  }
}
