package org.penchant.rank.judge.factor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.explain.Explanation;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Quantiles;

/**
 * What a judge weighs: posterior means of the weights of attributes (arXiv 2402.11296).
 *
 * @param weights one an attribute with its central interval; sigmoid(weight) is the probability of
 *     preferring an answer that is better in that attribute alone
 * @param accuracy on choices held out, mean over folds; NaN without folds
 * @param rHat the largest split R-hat; above 1.01 the chains have not met
 * @param rows choices fitted
 */
public record Dissection(
    List<String> attributes, List<Interval> weights, double accuracy, double rHat, int rows) {

  /**
   * How a judge is dissected. The prior's scale shrinks: weights compare judges fitted with the
   * same settings and as many choices, and are no unbiased effects.
   *
   * @param scale of the Laplace prior, positive
   * @param folds whose posterior means are averaged, each without one part of the choices; 1 fits
   *     all of them once
   * @param chains of the sampler, at least 2
   */
  public record Settings(double scale, int folds, int chains, HamiltonianSampler sampler) {
    public Settings {
      if (!(scale > 0))
        throw new IllegalArgumentException("scale = " + scale + ", must be positive");
      if (folds < 1) throw new IllegalArgumentException("folds = " + folds + ", at least 1");
      if (chains < 2) throw new IllegalArgumentException("chains = " + chains + ", at least 2");
    }

    /** The paper's: scale 0.1, ten folds, four chains. */
    public static Settings defaults() {
      return new Settings(0.1, 10, 4, HamiltonianSampler.defaults());
    }
  }

  /** Fits a judge. */
  public static Dissection of(AttributeVotes votes, Settings settings, Seeds seeds) {
    int[] order = Seeds.permutation(votes.rows(), seeds.stream("folds"));
    int n = votes.attributes().size();
    var mean = new double[n];
    var low = new double[n];
    var high = new double[n];
    double accuracy = 0;
    double worst = 1;
    for (int f = 0; f < settings.folds(); f++) {
      int fold = f;
      boolean all = settings.folds() == 1;
      var kept =
          votes.rows(
              IntStream.range(0, order.length)
                  .filter(k -> all || k % settings.folds() != fold)
                  .map(k -> order[k])
                  .toArray());
      var chains = sample(kept, settings, seeds.child("fold " + f));
      worst = Math.max(worst, RHat.largest(chains));
      var own = new double[n];
      for (int k = 0; k < n; k++) {
        double[] draws = draws(chains, k);
        own[k] = Arrays.stream(draws).average().orElseThrow();
        mean[k] += own[k] / settings.folds();
        low[k] += Quantiles.quantile(draws, 0.025) / settings.folds();
        high[k] += Quantiles.quantile(draws, 0.975) / settings.folds();
      }
      if (all) accuracy = Double.NaN;
      else
        accuracy +=
            votes
                    .rows(
                        IntStream.range(0, order.length)
                            .filter(k -> k % settings.folds() == fold)
                            .map(k -> order[k])
                            .toArray())
                    .accuracy(own)
                / settings.folds();
    }
    var weights =
        IntStream.range(0, n).mapToObj(k -> new Interval(mean[k], low[k], high[k], 0.95)).toList();
    return new Dissection(votes.attributes(), weights, accuracy, worst, votes.rows());
  }

  /** The weights of highest posterior density, many of them exactly 0. */
  public static double[] mode(AttributeVotes votes, double scale) {
    return new SparseLogistic(votes, scale).mode();
  }

  public double[] means() {
    return weights.stream().mapToDouble(Interval::estimate).toArray();
  }

  /** Probability of preferring an answer better in one attribute alone. */
  public double preference(int attribute) {
    return 1 / (1 + Math.exp(-weights.get(attribute).estimate()));
  }

  /** Pearson's correlation of two judges' weights; blind to their size. */
  public double similarity(Dissection other) {
    return Correlation.pearson(means(), other.means());
  }

  /** The mean absolute difference of two judges' preferences, which sees size. */
  public double distance(Dissection other) {
    return IntStream.range(0, weights.size())
        .mapToDouble(k -> Math.abs(preference(k) - other.preference(k)))
        .average()
        .orElse(0);
  }

  /** One choice: weight times comparison of each attribute, its exact Shapley value. */
  public Explanation explain(double[] x) {
    var parts =
        IntStream.range(0, x.length)
            .mapToObj(k ->
                Explanation.of(
                    attributes.get(k), weights.get(k).estimate() * x[k], "weight x comparison"))
            .toList();
    double sum = parts.stream().mapToDouble(Explanation::value).sum();
    return new Explanation("log-odds of A", sum, "sum over attributes", parts);
  }

  private static double[][][] sample(AttributeVotes votes, Settings settings, Seeds seeds) {
    var target = new SparseLogistic(votes, settings.scale());
    return IntStream.range(0, settings.chains())
        .parallel()
        .mapToObj(c -> settings.sampler().chain(target, seeds.stream("chain " + c)))
        .toArray(double[][][]::new);
  }

  private static double[] draws(double[][][] chains, int weight) {
    return Arrays.stream(chains).flatMap(Arrays::stream).mapToDouble(w -> w[weight]).toArray();
  }
}
