package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Moments;
import org.penchant.core.stats.Quantiles;
import org.penchant.eval.probe.Probe;
import org.penchant.eval.probe.Probing;
import org.penchant.eval.probe.ProbingSet;
import org.penchant.eval.probe.Prototypes;
import org.penchant.papers.world.Normals;

/**
 * Reward models that know some of six latent qualities z ~ N(0, I) (arXiv 2511.12464): h = zA + s
 * N(0, I) in R^24, A_kj = 3 know_k N(0, 1) / sqrt(24), know_k = 1.5 U^0.7, s of U(0.6, 1.1); a
 * reward head by ridge (penalty 5) of 800 labelled differences, label Bernoulli(sigmoid(4 (mean z1
 * - mean z2))); probes by ridge (penalty 5) of sign z_k. Alignment is mean(z) of the best of 16 by
 * the reward over 300 prompts. Items and pairs are those of the seed, the same for all models; a
 * pair is right where the reward agrees with its drawn label.
 *
 * @param models how many
 * @param items a split
 * @param confident pairs on which confidence is measured
 */
public record ProbedRewards(int models, int items, int confident) implements Experiment {
  private static final int D = PartialModel.QUALITIES;
  private static final int FEW = 150;
  private static final int MANY = 3000;
  private static final Probe RIDGE = new Probe.Ridge(5);

  public static ProbedRewards defaults() {
    return new ProbedRewards(14, 400, 1000);
  }

  @Override
  public ProbedRewards trial() {
    return new ProbedRewards(4, 60, 100);
  }

  /** What tells right pairs from wrong ones: one value a pair. */
  private record Pairs(double[] evidence, double[] margin, boolean[] right) {}

  @Override
  public void run(Seeds seeds, Figures figures) {
    var world = seeds.stream("world");
    double[][] train = PartialModel.answers(items, world);
    double[][] test = PartialModel.answers(items, world);
    var few = PartialModel.pairs(FEW, world);
    var many = PartialModel.pairs(MANY, world);
    var sure = PartialModel.pairs(confident, world);
    double[] probes = new double[models];
    double[] control = new double[models];
    double[] small = new double[models];
    double[] large = new double[models];
    double[] alignment = new double[models];
    double[] gap = new double[models];
    double[] byMargin = new double[models];
    double[] inside = new double[models];
    for (int m = 0; m < models; m++) {
      var random = seeds.stream("model " + m);
      var model = PartialModel.draw(RIDGE, random);
      var trained = sets(model, train, random);
      var tested = sets(model, test, random);
      var table = new Probing(RIDGE, false, 0.95).run(trained, tested, seeds.child("probes " + m));
      probes[m] = table.score();
      control[m] =
          table.dimensions().stream().mapToDouble(d -> d.control()).average().orElseThrow();
      small[m] = accuracy(model, few, random);
      large[m] = accuracy(model, many, random);
      alignment[m] = alignment(model, random);
      var found = confidence(model, Prototypes.of(trained, true), sure, random);
      gap[m] = gap(found.evidence(), found.right(), all(found));
      byMargin[m] = gap(found.margin(), found.right(), all(found));
      inside[m] = insideQuartiles(found);
    }
    figures.put("probe score", "pearson with alignment", Correlation.pearson(probes, alignment));
    figures.put("pairs, 150", "pearson with alignment", Correlation.pearson(small, alignment));
    figures.put("pairs, 3000", "pearson with alignment", Correlation.pearson(large, alignment));
    figures.put("probe score", "accuracy", Moments.mean(probes));
    figures.put("shuffled labels", "accuracy", Moments.mean(control));
    figures.put("prototypes", "accuracy gap", Moments.mean(gap));
    figures.put("prototypes", "gap above 0", Moments.mean(gap) > 0 ? 1 : 0);
    figures.put("reward margin", "accuracy gap", Moments.mean(byMargin));
    figures.put("prototypes, inside margin quartiles", "accuracy gap", Moments.mean(inside));
  }

  private static List<ProbingSet> sets(
      PartialModel model, double[][] answers, RandomGenerator random) {
    double[][] h = Arrays.stream(answers).map(z -> model.see(z, random)).toArray(double[][]::new);
    return IntStream.range(0, D)
        .mapToObj(k ->
            new ProbingSet(
                "quality " + k,
                2,
                h,
                Arrays.stream(answers).mapToInt(z -> z[k] > 0 ? 1 : 0).toArray()))
        .toList();
  }

  private static double accuracy(
      PartialModel model, List<PartialModel.Labelled> pairs, RandomGenerator random) {
    int right = 0;
    for (var pair : pairs) {
      double margin =
          model.reward(model.see(pair.first(), random))
              - model.reward(model.see(pair.second(), random));
      if (margin > 0 == pair.won()) right++;
    }
    return right / (double) pairs.size();
  }

  private static double alignment(PartialModel model, RandomGenerator random) {
    double sum = 0;
    for (int x = 0; x < 300; x++) {
      double best = Double.NEGATIVE_INFINITY;
      double quality = 0;
      for (int i = 0; i < 16; i++) {
        double[] z = Normals.of(D, random);
        double reward = model.reward(model.see(z, random));
        if (reward <= best) continue;
        best = reward;
        quality = Moments.mean(z);
      }
      sum += quality / 300;
    }
    return sum;
  }

  private static Pairs confidence(
      PartialModel model,
      Prototypes prototypes,
      List<PartialModel.Labelled> pairs,
      RandomGenerator random) {
    int n = pairs.size();
    var found = new Pairs(new double[n], new double[n], new boolean[n]);
    for (int i = 0; i < n; i++) {
      double[] a = model.see(pairs.get(i).first(), random);
      double[] b = model.see(pairs.get(i).second(), random);
      double margin = model.reward(a) - model.reward(b);
      found.evidence()[i] = prototypes.pairConfidence(a, b);
      found.margin()[i] = Math.abs(margin);
      found.right()[i] = margin > 0 == pairs.get(i).won();
    }
    return found;
  }

  private static int[] all(Pairs pairs) {
    return IntStream.range(0, pairs.right().length).toArray();
  }

  /** Accuracy of the half of some pairs above the median of {@code by} less that of the rest. */
  private static double gap(double[] by, boolean[] right, int[] some) {
    double median = Quantiles.median(Arrays.stream(some).mapToDouble(i -> by[i]).toArray());
    double[] high = new double[2];
    double[] low = new double[2];
    for (int i : some) {
      double[] side = by[i] > median ? high : low;
      side[0] += right[i] ? 1 : 0;
      side[1]++;
    }
    return high[0] / high[1] - low[0] / low[1];
  }

  private static double insideQuartiles(Pairs pairs) {
    double[] ends = Quantiles.quantiles(pairs.margin(), 0.25, 0.5, 0.75);
    double sum = 0;
    for (int q = 0; q < 4; q++) {
      double low = q == 0 ? Double.NEGATIVE_INFINITY : ends[q - 1];
      double high = q == 3 ? Double.POSITIVE_INFINITY : ends[q];
      int[] some =
          Arrays.stream(all(pairs))
              .filter(i -> pairs.margin()[i] > low && pairs.margin()[i] <= high)
              .toArray();
      sum += gap(pairs.evidence(), pairs.right(), some) / 4;
    }
    return sum;
  }
}
