package org.penchant.papers.world;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Minimising a function of a few parameters with its exact gradient, deterministically: what small
 * experiments train with. {@code AdamW} of the torch module is for tensors.
 */
public final class Descent {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  private Descent() {}

  /** A function's gradient. */
  @FunctionalInterface
  public interface Gradient {
    /**
     * Adds the gradient at {@code theta}.
     *
     * @param step steps taken so far
     * @param gradient zeros when called
     */
    void add(double[] theta, int step, double[] gradient);
  }

  /** Adam (0.9, 0.999, 1e-8) with fresh moments; {@code start} is not changed. */
  public static double[] adam(double[] start, double rate, int steps, Gradient of) {
    return adam(start, _ -> rate, steps, of);
  }

  /**
   * Adam with a rate of each step.
   *
   * @param rate by steps taken so far
   */
  public static double[] adam(double[] start, IntToDoubleFunction rate, int steps, Gradient of) {
    double[] theta = start.clone();
    double[] first = new double[theta.length];
    double[] second = new double[theta.length];
    double[] gradient = new double[theta.length];
    for (int t = 1; t <= steps; t++) {
      Arrays.fill(gradient, 0);
      of.add(theta, t - 1, gradient);
      double one = 1 - Math.pow(FIRST, t);
      double two = 1 - Math.pow(SECOND, t);
      double now = rate.applyAsDouble(t - 1);
      for (int j = 0; j < theta.length; j++) {
        first[j] = FIRST * first[j] + (1 - FIRST) * gradient[j];
        second[j] = SECOND * second[j] + (1 - SECOND) * gradient[j] * gradient[j];
        theta[j] -= now * (first[j] / one) / (Math.sqrt(second[j] / two) + EPSILON);
      }
    }
    return theta;
  }

  /** theta - rate gradient, {@code steps} times; {@code start} is not changed. */
  public static double[] plain(double[] start, double rate, int steps, Gradient of) {
    double[] theta = start.clone();
    double[] gradient = new double[theta.length];
    for (int t = 0; t < steps; t++) {
      Arrays.fill(gradient, 0);
      of.add(theta, t, gradient);
      for (int j = 0; j < theta.length; j++) theta[j] -= rate * gradient[j];
    }
    return theta;
  }
}
