package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.ListJudge;
import org.penchant.rank.judge.fusion.CentralOrder;
import org.penchant.rank.judge.fusion.Fusion;
import org.penchant.rank.judge.fusion.Missing;
import org.penchant.rank.judge.fusion.RankFusion;
import org.penchant.rank.judge.fusion.SubsetKemeny;
import org.penchant.rank.judge.listwise.PermutationConsistency;
import org.penchant.rank.judge.listwise.ShuffledLists;
import org.penchant.rank.standing.KendallDistance;

/**
 * Items of worth N(0, 1.5) put in order by a judge who scores worth + bias (1 - 2 z) + (0.3 + 6 z
 * (1 - z)) e, z from 0 to 1 the place in the list shown; a share of the variance of e follows from
 * the order shown, so that the same list repeats the same mistakes (arXiv 2310.07712).
 *
 * @param items how many
 * @param bias for standing early
 * @param tied share of the variance of e that the order shown decides, in [0, 1]
 * @param uneven whether the deviation depends on the place as said; else it is the same everywhere,
 *     with the same mean square
 */
public record ShuffledPrompts(int items, double bias, double tied, boolean uneven)
    implements Experiment {
  public static ShuffledPrompts defaults() {
    return new ShuffledPrompts(10, 1.2, 0.7, true);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var random = seeds.stream("worth");
    double[] worth = new double[items];
    Arrays.setAll(worth, _ -> 1.5 * random.nextGaussian());
    List<Integer> truth = order(worth);
    var judge = judge(worth, seeds);
    var lists = ShuffledLists.defaults();
    var exact = new Fusion(new CentralOrder(new SubsetKemeny()), Missing.LEFT_OUT);
    var method = PermutationConsistency.defaults();
    var fixed = lists.withShuffle(false);
    arm(figures, "one call", method.withLists(fixed.withOutputs(1)), judge, truth, seeds);
    arm(figures, "same order, 20", method.withLists(fixed), judge, truth, seeds);
    for (int m : new int[] {3, 5, 10, 20}) {
      var shuffled = method.withLists(lists.withOutputs(m));
      arm(figures, "shuffled, " + m, shuffled, judge, truth, seeds);
      arm(figures, "shuffled, " + m + ", exact", shuffled.withFusion(exact), judge, truth, seeds);
    }
    var borda = exact.withRule(new RankFusion.Borda());
    var reciprocal = exact.withRule(new RankFusion.ReciprocalRank(60, true));
    arm(figures, "shuffled, 20, Borda", method.withFusion(borda), judge, truth, seeds);
    arm(figures, "shuffled, 20, reciprocal", method.withFusion(reciprocal), judge, truth, seeds);
  }

  /** All arms are shown the same shuffles and hear the same answers to them. */
  private void arm(
      Figures figures,
      String arm,
      PermutationConsistency method,
      ListJudge judge,
      List<Integer> truth,
      Seeds seeds) {
    var order = method.rank(items, judge, seeds.stream("shuffles")).fused().order();
    figures.put(arm, "tau", KendallDistance.correlation(order, truth));
  }

  private ListJudge judge(double[] worth, Seeds seeds) {
    return (shown, sample) -> {
      var same = seeds.stream("order " + shown);
      var fresh = seeds.stream("order " + shown + " sample " + sample);
      double[] score = new double[shown.size()];
      for (int k = 0; k < score.length; k++) {
        double z = k / (score.length - 1.0);
        double e =
            Math.sqrt(tied) * same.nextGaussian() + Math.sqrt(1 - tied) * fresh.nextGaussian();
        score[k] = worth[shown.get(k)] + bias * (1 - 2 * z) + deviation(z) * e;
      }
      return Optional.of(order(score));
    };
  }

  private double deviation(double z) {
    if (uneven) return 0.3 + 6 * z * (1 - z);
    double squares =
        IntStream.range(0, items)
            .mapToDouble(k -> k / (items - 1.0))
            .map(at -> 0.3 + 6 * at * (1 - at))
            .map(sd -> sd * sd)
            .sum();
    return Math.sqrt(squares / items);
  }

  private static List<Integer> order(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .toList();
  }
}
