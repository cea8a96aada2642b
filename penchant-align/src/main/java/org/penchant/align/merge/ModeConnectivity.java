package org.penchant.align.merge;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Whether two models are linearly mode connected: along (1 - lambda) first + lambda second the
 * accuracy stays at or above the line between their own (Frankle et al., "Linear mode connectivity
 * and the lottery ticket hypothesis", ICML 2020). Only then is an average of theirs sound.
 *
 * @param lambdas places along the path
 * @param accuracies there
 * @param gaps accuracy less (1 - lambda) that of the first less lambda that of the second; 0 at the
 *     ends
 */
public record ModeConnectivity(double[] lambdas, double[] accuracies, double[] gaps) {
  /**
   * Along the path between two models.
   *
   * @param accuracy of a model, by its parameters
   * @param lambdas places in [0, 1]
   */
  public static ModeConnectivity of(
      double[] first, double[] second, ToDoubleFunction<double[]> accuracy, double... lambdas) {
    if (first.length != second.length)
      throw new IllegalArgumentException(
          "models of " + first.length + " and " + second.length + " parameters");
    double start = accuracy.applyAsDouble(first);
    double end = accuracy.applyAsDouble(second);
    double[] accuracies = new double[lambdas.length];
    for (int k = 0; k < lambdas.length; k++) {
      double at = lambdas[k];
      accuracies[k] =
          at == 0 ? start : at == 1 ? end : accuracy.applyAsDouble(between(first, second, at));
    }
    return of(lambdas, accuracies, start, end);
  }

  /** From accuracies measured at {@code lambdas}, which begin with 0 and end with 1. */
  public static ModeConnectivity of(double[] lambdas, double[] accuracies) {
    int last = lambdas.length - 1;
    if (last < 1 || lambdas[0] != 0 || lambdas[last] != 1)
      throw new IllegalArgumentException("a path goes from 0 to 1");
    return of(lambdas, accuracies, accuracies[0], accuracies[last]);
  }

  private static ModeConnectivity of(
      double[] lambdas, double[] accuracies, double start, double end) {
    double[] gaps = new double[lambdas.length];
    for (int k = 0; k < lambdas.length; k++) {
      double at = lambdas[k];
      if (!(at >= 0 && at <= 1))
        throw new IllegalArgumentException("lambda = " + at + ", must be in [0, 1]");
      gaps[k] = accuracies[k] - (1 - at) * start - at * end;
    }
    return new ModeConnectivity(lambdas.clone(), accuracies.clone(), gaps);
  }

  /** (1 - lambda) first + lambda second. */
  public static double[] between(double[] first, double[] second, double lambda) {
    double[] out = new double[first.length];
    Arrays.setAll(out, i -> (1 - lambda) * first[i] + lambda * second[i]);
    return out;
  }

  /** The lowest gap: negative where averaging loses. */
  public double leastGap() {
    return Arrays.stream(gaps).min().orElse(0);
  }

  /** Whether no gap is below -tolerance. */
  public boolean connected(double tolerance) {
    return leastGap() >= -tolerance;
  }
}
