package org.penchant.papers.claim;

import static org.penchant.eval.metric.Normalisation.SUM;

import java.util.Comparator;
import java.util.List;
import org.penchant.eval.metric.Idealised;
import org.penchant.eval.metric.PairScores;
import org.penchant.eval.metric.RankingAccuracy;
import org.penchant.eval.metric.RewardAccuracy;

/**
 * How a policy ranks pairs turned to the true majority (arXiv 2405.19534): accuracies, and what
 * became of the pairs that the reference ranks wrong, by difficulty c.
 */
record Rankings(List<PairScores> pairs, double beta) {
  double reference() {
    return RankingAccuracy.ofReference(pairs, SUM);
  }

  double policy() {
    return RankingAccuracy.ofPolicy(pairs, SUM);
  }

  /** Reward accuracy; where policy and reference move nothing apart, ties are wrong. */
  double reward() {
    return RewardAccuracy.of(pairs).strict();
  }

  double idealised() {
    return Idealised.defaults().accuracy(pairs, beta, SUM);
  }

  /** The pairs that the reference ranks wrong, easiest first. */
  private List<PairScores> wrong() {
    return pairs.stream()
        .filter(p -> !RankingAccuracy.referenceRight(p, SUM))
        .sorted(Comparator.comparingDouble(p -> p.difficulty(SUM)))
        .toList();
  }

  /** The share of initially wrong pairs that are ranked right now; NaN if none was wrong. */
  double flipped() {
    return RankingAccuracy.ofPolicy(wrong(), SUM);
  }

  double flippedOfEasiestThird() {
    var wrong = wrong();
    return RankingAccuracy.ofPolicy(wrong.subList(0, wrong.size() / 3), SUM);
  }

  double flippedOfHardestThird() {
    var wrong = wrong();
    return RankingAccuracy.ofPolicy(
        wrong.subList(wrong.size() - wrong.size() / 3, wrong.size()), SUM);
  }

  /** The share of initially wrong pairs that the exact optimum ranks right. */
  double idealisedOfWrong() {
    return Idealised.defaults().accuracy(wrong(), beta, SUM);
  }
}
