package org.penchant.align.reward;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a linear map's outputs mean: utilities of candidates that are compared, labels that single
 * responses should have, and the number that a response's reward is.
 *
 * <p>Its slopes are written out and held to finite differences.
 */
public sealed interface Head
    permits Scalar,
        OutsideOption,
        MultiObjective,
        Gaussian,
        Categorical,
        SkewSymmetric,
        LowRank,
        IdealPoint,
        StepRewards {
  /** Outputs of the linear map on every candidate. */
  int outputs();

  /** Outputs of a linear map on the prompt; 0 if the prompt does not matter. */
  default int promptOutputs() {
    return 0;
  }

  /** Its own parameters, for a number of users. */
  default List<Table> tables(int users) {
    return List.of();
  }

  /** Whether users differ. */
  default boolean personal() {
    return false;
  }

  /** Whether it compares two candidates only, having no utility of one by itself. */
  default boolean pairsOnly() {
    return false;
  }

  /** Whether a last utility is that of rejecting all candidates. */
  default boolean outside() {
    return false;
  }

  /** Whether a candidate has a row of outputs for every step. */
  default boolean stepwise() {
    return false;
  }

  /**
   * Utilities of candidates that are compared.
   *
   * @throws IllegalArgumentException if it compares pairs only and there are not two
   */
  Utilities utilities(Outputs outputs, Tables tables);

  /**
   * The loss of one response's outputs, whose slopes are added.
   *
   * @param label what is known of the response, as {@link #labels} says
   * @throws UnsupportedOperationException if the head learns from comparisons only
   */
  default double loss(double[] z, double[] label, double[] slopes) {
    throw new UnsupportedOperationException(this + " learns from comparisons only");
  }

  /**
   * What it expects a response's label to be.
   *
   * @throws UnsupportedOperationException if the head learns from comparisons only
   */
  default double[] expected(double[] z) {
    throw new UnsupportedOperationException(this + " learns from comparisons only");
  }

  /** Numbers of a response's label; 0 if it learns from comparisons only, -1 for one a step. */
  default int labels() {
    return 0;
  }

  /** The reward of one response; empty if only pairs have a score. */
  OptionalDouble score(Outputs one, Tables tables);

  /** The variance that the head itself sees in the reward of a response. */
  default double variance(double[] z) {
    return 0;
  }

  /** log-odds that the first of two candidates is preferred. */
  default double margin(Outputs two, Tables tables) {
    double[] u = utilities(two, tables).values();
    return u[0] - u[1];
  }

  /** Two utilities whose difference is a pair's score, and the way back. */
  static Utilities pair(double score, Way back) {
    return new Utilities() {
      @Override
      public double[] values() {
        return new double[] {score / 2, -score / 2};
      }

      @Override
      public void backward(double[] slopes, Outputs byOutputs, Tables byTables) {
        back.backward((slopes[0] - slopes[1]) / 2, byOutputs, byTables);
      }
    };
  }

  /** From the slope by a pair's score to slopes by outputs and tables. */
  @FunctionalInterface
  interface Way {
    void backward(double slope, Outputs byOutputs, Tables byTables);
  }

  /** Refuses anything but two candidates. */
  static void requirePair(Outputs outputs, Head head) {
    if (outputs.z().length != 2)
      throw new IllegalArgumentException(
          head + " compares pairs, not " + outputs.z().length + " candidates");
  }
}
