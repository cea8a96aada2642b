package org.penchant.rank.choice;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.penchant.core.numeric.Cholesky;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Distributions;
import org.penchant.core.stats.Quantiles;
import org.penchant.rank.standing.Places;
import org.penchant.rank.standing.Uncertainty;

/** Intervals and places from a covariance, or from draws. */
final class UncertaintyOf {
  private static final int NORMAL_DRAWS = 2_000;

  private UncertaintyOf() {}

  static void check(double confidence) {
    if (!(confidence > 0 && confidence < 1))
      throw new IllegalArgumentException("confidence = " + confidence + ", must be in (0, 1)");
  }

  static List<String> rescued(int count, int resamples) {
    if (count == 0) return List.of();
    return List.of(
        count
            + " of "
            + resamples
            + " resamples did not determine the utilities; they got a ridge of 0.01");
  }

  static Uncertainty covariance(
      String method, Fit fit, double[][] covariance, double confidence, Seeds seeds) {
    double z = Distributions.normalQuantile((1 + confidence) / 2);
    double[] u = fit.utilities();
    int n = u.length;
    double[] error = new double[n];
    Arrays.setAll(error, i -> Math.sqrt(Math.max(0, covariance[i][i])));
    double[] low = new double[n];
    double[] high = new double[n];
    Arrays.setAll(low, i -> u[i] - z * error[i]);
    Arrays.setAll(high, i -> u[i] + z * error[i]);
    Places.DifferenceError difference =
        (i, j) ->
            Math.sqrt(Math.max(0, covariance[i][i] + covariance[j][j] - 2 * covariance[i][j]));
    double[][] draws = normal(u, covariance, seeds.child("places"));
    return of(method, fit, error, low, high, difference, draws, confidence, List.of());
  }

  static Uncertainty draws(
      String method, Fit fit, double[][] draws, double confidence, List<String> notes) {
    double[] u = fit.utilities();
    int n = u.length;
    double[][] columns = new double[n][draws.length];
    for (int b = 0; b < draws.length; b++) for (int i = 0; i < n; i++) columns[i][b] = draws[b][i];
    double[] zeros = new double[draws.length];
    double[] error = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      error[i] = sd(columns[i], zeros);
      double[] ends = Quantiles.quantiles(columns[i], (1 - confidence) / 2, (1 + confidence) / 2);
      low[i] = ends[0];
      high[i] = ends[1];
    }
    double[][] utilities =
        Arrays.stream(draws).map(d -> Arrays.copyOf(d, n)).toArray(double[][]::new);
    return of(
        method,
        fit,
        error,
        low,
        high,
        (i, j) -> sd(columns[i], columns[j]),
        utilities,
        confidence,
        notes);
  }

  private static Uncertainty of(
      String method,
      Fit fit,
      double[] error,
      double[] low,
      double[] high,
      Places.DifferenceError difference,
      double[][] draws,
      double confidence,
      List<String> notes) {
    double z = Distributions.normalQuantile((1 + confidence) / 2);
    int[][] places = Places.bySignificance(fit.utilities(), difference, z);
    boolean few = error.length <= Uncertainty.MOST_SHARES;
    return new Uncertainty(
        method,
        confidence,
        fit.items(),
        fit.utilities(),
        error,
        low,
        high,
        Places.byOverlap(low, high),
        places[0],
        places[1],
        Places.first(draws),
        few ? Places.shares(draws) : new double[0][],
        notes);
  }

  /** Draws of N(u, V); V is lifted along a shift of all utilities, which no place depends on. */
  private static double[][] normal(double[] u, double[][] covariance, Seeds seeds) {
    int n = u.length;
    double lift = 0;
    for (int i = 0; i < n; i++) lift += covariance[i][i] / n;
    double shift = Math.max(lift, 1e-280);
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) v[i][j] = covariance[i][j] + shift;
    var factor = Cholesky.of(v);
    var random = seeds.stream("normal");
    UniformRandomProvider uniform = random::nextLong;
    var normal = ZigguratSampler.NormalizedGaussian.of(uniform);
    double[][] draws = new double[NORMAL_DRAWS][];
    double[] z = new double[n];
    for (int b = 0; b < NORMAL_DRAWS; b++) {
      Arrays.setAll(z, i -> normal.sample());
      double[] step = factor.multiply(z);
      Arrays.setAll(step, i -> u[i] + step[i]);
      draws[b] = step;
    }
    return draws;
  }

  /** The standard deviation of x - y. */
  private static double sd(double[] x, double[] y) {
    double mean = 0;
    double squares = 0;
    for (int b = 0; b < x.length; b++) {
      double value = x[b] - y[b];
      double step = value - mean;
      mean += step / (b + 1);
      squares += step * (value - mean);
    }
    return Math.sqrt(squares / (x.length - 1));
  }
}
