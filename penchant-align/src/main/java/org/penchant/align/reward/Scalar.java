package org.penchant.align.reward;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * u = z: one number a response, Bradley-Terry's. A label is the number it should be: (z - label)^2
 * / 2.
 */
public record Scalar() implements Head {
  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    return first(outputs, 0);
  }

  /** The first output of every candidate, and {@code more} zeros. */
  static Utilities first(Outputs outputs, int more) {
    double[][] z = outputs.z();
    double[] values = new double[z.length + more];
    for (int i = 0; i < z.length; i++) values[i] = z[i][0];
    return new Utilities() {
      @Override
      public double[] values() {
        return values;
      }

      @Override
      public void backward(double[] slopes, Outputs byOutputs, Tables byTables) {
        for (int i = 0; i < z.length; i++) byOutputs.z()[i][0] += slopes[i];
      }
    };
  }

  @Override
  public int labels() {
    return 1;
  }

  @Override
  public double[] expected(double[] z) {
    return z.clone();
  }

  @Override
  public double loss(double[] z, double[] label, double[] slopes) {
    return squared(z, label, slopes);
  }

  /** sum_k (z_k - label_k)^2 / 2 over the labels that are numbers. */
  static double squared(double[] z, double[] label, double[] slopes) {
    if (Arrays.stream(label).allMatch(Double::isNaN))
      throw new IllegalArgumentException("no label is a number");
    double loss = 0;
    for (int k = 0; k < z.length; k++) {
      if (Double.isNaN(label[k])) continue;
      double error = z[k] - label[k];
      loss += error * error / 2;
      slopes[k] += error;
    }
    return loss;
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.of(one.z()[0][0]);
  }
}
