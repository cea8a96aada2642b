package org.penchant.eval.metric;

/** How a response's log-probability is made comparable. */
public enum Normalisation {
  /** The sum over tokens; penalises long responses. */
  SUM,
  /** The mean over tokens. */
  PER_TOKEN;

  /** The normalised value of a sum over {@code length} tokens. */
  public double of(double sum, int length) {
    return this == SUM ? sum : sum / length;
  }
}
