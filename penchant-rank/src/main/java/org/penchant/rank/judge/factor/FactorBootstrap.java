package org.penchant.rank.judge.factor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Quantiles;

/**
 * How sure strengths of factors are, by drawing judgements with replacement; drawing their pairs of
 * factors would take those of one judgement for independent.
 *
 * @param resamples at least 1
 * @param confidence in (0, 1)
 */
public record FactorBootstrap(int resamples, double confidence) {
  public FactorBootstrap {
    if (resamples < 1)
      throw new IllegalArgumentException("resamples = " + resamples + ", must be at least 1");
    if (!(confidence > 0 && confidence < 1))
      throw new IllegalArgumentException("confidence = " + confidence + ", must be in (0, 1)");
  }

  /** 200 resamples at 95%. */
  public static FactorBootstrap defaults() {
    return new FactorBootstrap(200, 0.95);
  }

  /**
   * Strengths with their errors.
   *
   * @param strengths one a factor, percentile intervals over the resamples that determine it
   * @param outranks the share of resamples in which the row's factor is above the column's
   */
  public record Result(List<String> factors, List<Interval> strengths, double[][] outranks) {}

  /** Rates the judgements and the resamples. */
  public Result of(FactorJudgements judgements, FactorRating rating, Seeds seeds) {
    double[] estimate = rating.rate(judgements).scores();
    double[][] draws =
        IntStream.range(0, resamples)
            .parallel()
            .mapToObj(b -> {
              var random = seeds.stream("resample " + b);
              int[] rows = random.ints(judgements.rows(), 0, judgements.rows()).toArray();
              return rating.rate(judgements.rows(rows)).scores();
            })
            .toArray(double[][]::new);
    int n = estimate.length;
    var outranks = new double[n][n];
    for (double[] draw : draws)
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) if (draw[i] > draw[j]) outranks[i][j] += 1.0 / resamples;
    return new Result(
        judgements.factors(),
        IntStream.range(0, n).mapToObj(k -> interval(estimate[k], draws, k)).toList(),
        outranks);
  }

  private Interval interval(double estimate, double[][] draws, int factor) {
    double[] known =
        Arrays.stream(draws).mapToDouble(d -> d[factor]).filter(s -> !Double.isNaN(s)).toArray();
    if (known.length == 0) return new Interval(estimate, Double.NaN, Double.NaN, confidence);
    double tail = (1 - confidence) / 2;
    double[] ends = Quantiles.quantiles(known, tail, 1 - tail);
    return new Interval(estimate, ends[0], ends[1], confidence);
  }
}
