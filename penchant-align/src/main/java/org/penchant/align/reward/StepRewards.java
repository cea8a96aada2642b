package org.penchant.align.reward;

import static org.penchant.core.numeric.Logistic.sigmoid;
import static org.penchant.core.numeric.Logistic.softplus;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A process reward: one number z_t a step, the log-odds that the step is right. A label says so of
 * every step, in [0, 1]: the mean cross-entropy. A response's reward gathers its steps: the least
 * z_t, the last, their mean, or the log-probability sum_t log sigmoid(z_t) that all are right.
 *
 * @param gather from steps to the response
 */
public record StepRewards(Gather gather) implements Head {
  /** From steps to a response. */
  public enum Gather {
    LEAST,
    LAST,
    MEAN,
    PRODUCT
  }

  public static StepRewards defaults() {
    return new StepRewards(Gather.LEAST);
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public boolean stepwise() {
    return true;
  }

  private double gathered(double[] z) {
    return switch (gather) {
      case LEAST -> z[least(z)];
      case LAST -> z[z.length - 1];
      case MEAN -> Arrays.stream(z).average().orElseThrow();
      case PRODUCT -> -Arrays.stream(z).map(v -> softplus(-v)).sum();
    };
  }

  private static int least(double[] z) {
    int least = 0;
    for (int t = 1; t < z.length; t++) if (z[t] < z[least]) least = t;
    return least;
  }

  private void gathered(double[] z, double slope, double[] by) {
    switch (gather) {
      case LEAST -> by[least(z)] += slope;
      case LAST -> by[z.length - 1] += slope;
      case MEAN -> {
        for (int t = 0; t < z.length; t++) by[t] += slope / z.length;
      }
      case PRODUCT -> {
        for (int t = 0; t < z.length; t++) by[t] += slope * sigmoid(-z[t]);
      }
    }
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    double[][] z = outputs.z();
    double[] values = Arrays.stream(z).mapToDouble(this::gathered).toArray();
    return new Utilities() {
      @Override
      public double[] values() {
        return values;
      }

      @Override
      public void backward(double[] slopes, Outputs byOutputs, Tables byTables) {
        for (int i = 0; i < z.length; i++) gathered(z[i], slopes[i], byOutputs.z()[i]);
      }
    };
  }

  @Override
  public int labels() {
    return -1;
  }

  @Override
  public double[] expected(double[] z) {
    return Arrays.stream(z).map(v -> sigmoid(v)).toArray();
  }

  @Override
  public double loss(double[] z, double[] label, double[] slopes) {
    if (z.length != label.length)
      throw new IllegalArgumentException(label.length + " labels for " + z.length + " steps");
    double loss = 0;
    for (int t = 0; t < z.length; t++) {
      if (!(label[t] >= 0 && label[t] <= 1))
        throw new IllegalArgumentException("label " + label[t] + " of a step is not in [0, 1]");
      loss += (label[t] * softplus(-z[t]) + (1 - label[t]) * softplus(z[t])) / z.length;
      slopes[t] += (sigmoid(z[t]) - label[t]) / z.length;
    }
    return loss;
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.of(gathered(one.z()[0]));
  }
}
