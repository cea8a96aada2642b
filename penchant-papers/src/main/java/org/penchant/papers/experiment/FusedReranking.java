package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Ndcg;
import org.penchant.rank.judge.Comparisons;
import org.penchant.rank.judge.Consistency;
import org.penchant.rank.judge.HeapSort;
import org.penchant.rank.judge.OrderedPair;
import org.penchant.rank.judge.PairJudge;
import org.penchant.rank.judge.PositionCalibration;
import org.penchant.rank.judge.fusion.Reranking;

/**
 * One query: items of grade 0 to 3 with probabilities 0.5, 0.25, 0.15 and 0.1, a first stage that
 * orders them by grade + N(0, 1.3), and four judges whose log-odds are 1.2 (u_i - u_j) + C_ij + b +
 * 0.3 e_ij, u = grade + N(0, 0.7), C antisymmetric N(0, 0.6), e N(0, 1) for each ordered pair, b =
 * 1.2, -0.8, 0.9 and 1.5 (arXiv 2406.00231).
 *
 * @param items how many
 * @param bias what every b is multiplied by
 * @param shared the correlation between judges of u - grade and of C, in [0, 1]
 */
public record FusedReranking(int items, double bias, double shared) implements Experiment {
  private static final double[] BIASES = {1.2, -0.8, 0.9, 1.5};
  private static final Ndcg NDCG = Ndcg.defaults();

  public static FusedReranking defaults() {
    return new FusedReranking(40, 1, 0);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var random = seeds.stream("query");
    double[] grades = new double[items];
    Arrays.setAll(grades, _ -> grade(random.nextDouble()));
    double[] first = gaussians(1.3, random);
    Arrays.setAll(first, i -> first[i] + grades[i]);
    List<Integer> initial =
        IntStream.range(0, items)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -first[i]))
            .toList();
    var judges = judges(grades, random);
    var calibrated = Reranking.defaults();
    var raw = calibrated.withCalibration(new PositionCalibration.OneOrder()).of(initial, judges);
    var own = calibrated.of(initial, judges);
    var top = calibrated.withSort(new HeapSort(10)).of(initial, judges);
    double mean = own.meanNdcg(NDCG, grades);
    double fused = NDCG.of(own.fused().order(), grades);
    figures.put("first stage", "ndcg", NDCG.of(initial, grades));
    figures.put("raw judges", "ndcg", raw.meanNdcg(NDCG, grades));
    figures.put("calibrated judges", "ndcg", mean);
    double best = 0;
    for (int j = 0; j < judges.size(); j++) {
      double alone = NDCG.of(own.proposals().get(j), grades);
      figures.put("calibrated judge " + (j + 1), "ndcg", alone);
      best = Math.max(best, alone);
    }
    figures.put("best calibrated judge of the query", "ndcg", best);
    figures.put("fused raw judges", "ndcg", NDCG.of(raw.fused().order(), grades));
    figures.put("fused", "ndcg", fused);
    figures.put("fused, top 10 sorted", "ndcg", NDCG.of(top.fused().order(), grades));
    figures.put("fused", "gain", fused - mean);
    figures.put("half of its gain", "gain", (fused - mean) / 2);
    consistency(figures, judges);
  }

  private static int grade(double u) {
    return u < 0.5 ? 0 : u < 0.75 ? 1 : u < 0.9 ? 2 : 3;
  }

  private double[] gaussians(double deviation, RandomGenerator random) {
    double[] all = new double[items];
    Arrays.setAll(all, _ -> deviation * random.nextGaussian());
    return all;
  }

  private double[][] antisymmetric(RandomGenerator random) {
    var c = new double[items][items];
    for (int i = 0; i < items; i++)
      for (int j = 0; j < i; j++) {
        c[i][j] = 0.6 * random.nextGaussian();
        c[j][i] = -c[i][j];
      }
    return c;
  }

  private List<PairJudge> judges(double[] grades, RandomGenerator random) {
    double[] allErr = gaussians(0.7, random);
    double[][] allTwist = antisymmetric(random);
    double common = Math.sqrt(shared);
    double alone = Math.sqrt(1 - shared);
    var judges = new ArrayList<PairJudge>();
    for (double b : BIASES) {
      double[] errs = gaussians(0.7, random);
      double[][] twists = antisymmetric(random);
      var z = new double[items][items];
      for (int i = 0; i < items; i++)
        for (int j = 0; j < items; j++) {
          double u = grades[i] + common * allErr[i] + alone * errs[i];
          double v = grades[j] + common * allErr[j] + alone * errs[j];
          double twist = common * allTwist[i][j] + alone * twists[i][j];
          z[i][j] = 1.2 * (u - v) + twist + bias * b + 0.3 * random.nextGaussian();
        }
      judges.add((i, j) -> Optional.of(OrderedPair.ofLogOdds(z[i][j])));
    }
    return judges;
  }

  private void consistency(Figures figures, List<PairJudge> judges) {
    double raw = 0;
    double calibrated = 0;
    double cycles = 0;
    double alike = 0;
    for (var judge : judges) {
      var asked = matrix(judge, new PositionCalibration.OneOrder());
      var logOdds = matrix(judge, new PositionCalibration.LogOdds());
      var softmax = matrix(judge, new PositionCalibration.Softmax());
      raw += Consistency.orderInconsistency(asked) / judges.size();
      calibrated += Consistency.orderInconsistency(logOdds) / judges.size();
      cycles += Consistency.cyclicTriads(logOdds) / judges.size();
      for (int i = 0; i < items; i++)
        for (int j = 0; j < i; j++) if (logOdds[i][j] > 0.5 == softmax[i][j] > 0.5) alike++;
    }
    figures.put("raw judges", "order inconsistency", raw);
    figures.put("calibrated judges", "order inconsistency", calibrated);
    figures.put("calibrated judges", "cyclic triads", cycles);
    figures.put(
        "calibrated judges",
        "both rules alike",
        alike / (judges.size() * items * (items - 1) / 2.0));
  }

  private double[][] matrix(PairJudge judge, PositionCalibration calibration) {
    var asked = new Comparisons(judge, calibration);
    var p = new double[items][items];
    for (int i = 0; i < items; i++)
      for (int j = 0; j < items; j++) if (i != j) p[i][j] = asked.probability(i, j);
    return p;
  }
}
