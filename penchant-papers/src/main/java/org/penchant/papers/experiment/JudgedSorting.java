package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.rank.judge.BeamMerge;
import org.penchant.rank.judge.Comparisons;
import org.penchant.rank.judge.Consistency;
import org.penchant.rank.judge.MergeSort;
import org.penchant.rank.judge.OrderedPair;
import org.penchant.rank.judge.PairSort;
import org.penchant.rank.judge.PositionCalibration;

/**
 * Texts of quality N(0, 1), ordered by a lenient and coarse score, round(clip(3.9 + 0.5 q + N(0,
 * 0.5), 1, 5)), and by sorting with a judge whose log-odds are 1.6 (q_i - q_j) + N(0, 0.5) + bias,
 * the noise fixed for each ordered pair (arXiv 2403.16950). Scores that are all the same rank
 * nothing and have a Spearman correlation of 0.
 *
 * @param texts how many
 * @param bias of the log-odds towards the text shown first
 */
public record JudgedSorting(int texts, double bias) implements Experiment {
  public static JudgedSorting defaults() {
    return new JudgedSorting(16, 0.9);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var random = seeds.stream("texts");
    double[] quality = gaussians(random);
    double[] direct = new double[texts];
    for (int i = 0; i < texts; i++)
      direct[i] = Math.rint(Math.clamp(3.9 + 0.5 * quality[i] + 0.5 * random.nextGaussian(), 1, 5));
    double spearman = Correlation.spearman(direct, quality);
    figures.put("direct score", "spearman", Double.isNaN(spearman) ? 0 : spearman);
    double[][] z = logOdds(quality, random);
    var raw = new PositionCalibration.OneOrder();
    var calibrated = new PositionCalibration.Mean();
    sort(figures, "greedy", MergeSort.defaults(), raw, z, quality);
    sort(figures, "beam", BeamMerge.defaults(), raw, z, quality);
    sort(figures, "calibrated greedy", MergeSort.defaults(), calibrated, z, quality);
    sort(figures, "calibrated beam", BeamMerge.defaults(), calibrated, z, quality);
    allPairs(figures, z, quality);
    figures.put("greedy", "transitivity", transitivity(raw, z));
    figures.put("calibrated greedy", "transitivity", transitivity(calibrated, z));
  }

  private double[] gaussians(RandomGenerator random) {
    double[] all = new double[texts];
    Arrays.setAll(all, _ -> random.nextGaussian());
    return all;
  }

  private double[][] logOdds(double[] quality, RandomGenerator random) {
    double[][] z = new double[texts][texts];
    for (int i = 0; i < texts; i++)
      for (int j = 0; j < texts; j++)
        z[i][j] = 1.6 * (quality[i] - quality[j]) + 0.5 * random.nextGaussian() + bias;
    return z;
  }

  private static Comparisons judge(PositionCalibration calibration, double[][] z) {
    return new Comparisons((i, j) -> Optional.of(OrderedPair.ofLogOdds(z[i][j])), calibration);
  }

  private void sort(
      Figures figures,
      String arm,
      PairSort sort,
      PositionCalibration calibration,
      double[][] z,
      double[] quality) {
    var judge = judge(calibration, z);
    var order = sort.sort(IntStream.range(0, texts).boxed().toList(), judge);
    figures.put(arm, "spearman", spearman(order, quality));
    figures.put(arm, "calls", judge.calls());
  }

  private void allPairs(Figures figures, double[][] z, double[] quality) {
    var judge = judge(new PositionCalibration.Mean(), z);
    double[] wins = new double[texts];
    for (int i = 0; i < texts; i++)
      for (int j = 0; j < texts; j++) if (i != j) wins[i] += judge.probability(i, j);
    figures.put("all pairs", "spearman", Correlation.spearman(wins, quality));
    figures.put("all pairs", "calls", judge.calls());
  }

  private double transitivity(PositionCalibration calibration, double[][] z) {
    var judge = judge(calibration, z);
    double[][] p = new double[texts][texts];
    for (int i = 0; i < texts; i++)
      for (int j = 0; j < texts; j++) if (i != j) p[i][j] = judge.probability(i, j);
    return Consistency.transitivity(p);
  }

  private static double spearman(List<Integer> bestFirst, double[] quality) {
    double[] place = new double[quality.length];
    for (int k = 0; k < place.length; k++) place[bestFirst.get(k)] = -k;
    return Correlation.spearman(place, quality);
  }
}
