package org.penchant.core.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Percentile intervals by resampling independent units (prompts, voters, seeds; never rows that
 * share one) with replacement. Efron, "Bootstrap methods: another look at the jackknife", The
 * Annals of Statistics 7 (1979).
 *
 * @param resamples how many, at least 1
 * @param confidence the level, in (0, 1)
 */
public record Bootstrap(int resamples, double confidence) {
  public Bootstrap {
    Checks.confidence(confidence);
    if (resamples < 1)
      throw new IllegalArgumentException("resamples = " + resamples + ", must be at least 1");
  }

  /** 1,000 resamples at 95%. */
  public static Bootstrap defaults() {
    return new Bootstrap(1_000, 0.95);
  }

  public Bootstrap withResamples(int count) {
    return new Bootstrap(count, confidence);
  }

  /** The interval of the mean of {@code units}. */
  public Interval mean(double[] units, RandomGenerator random) {
    Checks.atLeast(1, units, "units");
    Checks.finite(units, "units");
    return interval(units.length, index -> sum(units, index) / index.length, random);
  }

  /**
   * The interval of any statistic.
   *
   * @param units how many units there are, at least 1
   * @param statistic its value on the units of the given indices, which may repeat
   */
  public Interval interval(int units, ToDoubleFunction<int[]> statistic, RandomGenerator random) {
    if (units < 1) throw new IllegalArgumentException("units = " + units + ", must be at least 1");
    int[] index = new int[units];
    Arrays.setAll(index, i -> i);
    double estimate = statistic.applyAsDouble(index.clone());
    double[] values = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      for (int i = 0; i < units; i++) index[i] = random.nextInt(units);
      values[b] = statistic.applyAsDouble(index.clone());
    }
    double tail = (1 - confidence) / 2;
    double[] ends = Quantiles.quantiles(values, tail, 1 - tail);
    return new Interval(estimate, ends[0], ends[1], confidence);
  }

  private static double sum(double[] x, int[] index) {
    double sum = 0;
    for (int i : index) sum += x[i];
    return sum;
  }
}
