package org.penchant.rank.judge;

/**
 * What a judge said when shown one item before another: the log of the mass it put on each option,
 * natural, up to a common constant (answer logits or log-probabilities).
 *
 * @param logFirst on the item shown first
 * @param logSecond on the item shown second
 * @param logTie on a tie; negative infinity where the judge had no such option
 */
public record OrderedPair(double logFirst, double logSecond, double logTie) {
  public OrderedPair {
    if (Double.isNaN(logFirst) || Double.isNaN(logSecond) || Double.isNaN(logTie))
      throw new IllegalArgumentException("an option's mass is NaN");
    double most = Math.max(logTie, Math.max(logFirst, logSecond));
    if (Double.isInfinite(most))
      throw new IllegalArgumentException("the largest log-mass is " + most + ", must be finite");
  }

  /** From masses, not all of them 0. */
  public static OrderedPair ofMasses(double first, double second, double tie) {
    for (double mass : new double[] {first, second, tie})
      if (!(mass >= 0 && mass < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("mass = " + mass + ", must be finite and not negative");
    return new OrderedPair(Math.log(first), Math.log(second), Math.log(tie));
  }

  /** From the probability that the first is better, in [0, 1]. */
  public static OrderedPair ofProbability(double first) {
    if (!(first >= 0 && first <= 1))
      throw new IllegalArgumentException("probability = " + first + ", must be in [0, 1]");
    return ofMasses(first, 1 - first, 0);
  }

  /** From the log-odds that the first is better. */
  public static OrderedPair ofLogOdds(double z) {
    return new OrderedPair(z, 0, Double.NEGATIVE_INFINITY);
  }

  /** Z = log-odds of the first against the second, a tie apart. */
  public double logOdds() {
    return logFirst - logSecond;
  }

  /** Probability of the first among the three options. */
  public double first() {
    return Math.exp(logFirst - total());
  }

  /** Probability of the second among the three options. */
  public double second() {
    return Math.exp(logSecond - total());
  }

  /** Probability of a tie among the three options. */
  public double tie() {
    return Math.exp(logTie - total());
  }

  /** Probability of the first, a tie counting half. */
  public double probability() {
    return first() + tie() / 2;
  }

  /** -(a ln a + b ln b) of the masses of first and second as they stand, nats. */
  public double entropy() {
    return -(term(logFirst) + term(logSecond));
  }

  private static double term(double log) {
    return log == Double.NEGATIVE_INFINITY ? 0 : Math.exp(log) * log;
  }

  private double total() {
    double most = Math.max(logTie, Math.max(logFirst, logSecond));
    return most
        + Math.log(
            Math.exp(logFirst - most) + Math.exp(logSecond - most) + Math.exp(logTie - most));
  }
}
