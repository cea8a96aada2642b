package org.penchant.eval.audit;

import java.util.Comparator;
import java.util.List;
import org.penchant.eval.metric.DpoLoss;
import org.penchant.eval.metric.Normalisation;
import org.penchant.eval.metric.PairScores;
import org.penchant.eval.metric.RankingAccuracy;

/**
 * Pairs by the difficulty c = log ref(y_l) - log ref(y_w), which needs no training. The paper does
 * not fix the classes; these are ours.
 *
 * @param easy pairs the reference ranks right, c <= 0, easiest first
 * @param hard pairs it ranks wrong, c > 0, easiest first
 * @param hardToFlip the hardest third of the hard ones, rounded up
 * @param flippedEasiest the share put right in the easiest third of the hard pairs; NaN of none
 * @param flippedHardest the share put right in the hardest third of the hard pairs; NaN of none
 */
public record Difficulty(
    List<Entry> easy,
    List<Entry> hard,
    List<Entry> hardToFlip,
    double flippedEasiest,
    double flippedHardest) {
  /**
   * A pair with what it would take to rank it right.
   *
   * @param place where the pair stands
   * @param c its difficulty in nats
   * @param flipLoss the greatest DPO loss at which the policy ranks it right
   * @param loss its DPO loss now
   * @param right whether the policy ranks it right now
   */
  public record Entry(String place, double c, double flipLoss, double loss, boolean right) {}

  public Difficulty {
    easy = List.copyOf(easy);
    hard = List.copyOf(hard);
    hardToFlip = List.copyOf(hardToFlip);
  }

  static Difficulty of(List<PairScores> pairs, double beta) {
    var all =
        pairs.stream()
            .map(p -> entry(p, beta))
            .sorted(Comparator.comparingDouble(Entry::c).thenComparing(Entry::place))
            .toList();
    var easy = all.stream().filter(e -> e.c() <= 0).toList();
    var hard = all.stream().filter(e -> e.c() > 0).toList();
    int third = (hard.size() + 2) / 3;
    var hardest = hard.subList(hard.size() - third, hard.size());
    return new Difficulty(easy, hard, hardest, flipped(hard.subList(0, third)), flipped(hardest));
  }

  private static Entry entry(PairScores pair, double beta) {
    double c = pair.difficulty(Normalisation.SUM);
    return new Entry(
        pair.place(),
        c,
        DpoLoss.flipThreshold(c, beta),
        DpoLoss.of(pair, beta),
        RankingAccuracy.policyRight(pair, Normalisation.SUM));
  }

  private static double flipped(List<Entry> entries) {
    return entries.stream().mapToDouble(e -> e.right() ? 1 : 0).average().orElse(Double.NaN);
  }
}
