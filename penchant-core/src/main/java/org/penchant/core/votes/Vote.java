package org.penchant.core.votes;

import java.util.List;
import java.util.Optional;

/**
 * One answer to "which of two is better?".
 *
 * @param first the item shown first, left, at home, or named first
 * @param second the other one
 * @param outcome how far the first won, in [0, 1]: 1 won, 0 lost, 0.5 tie; in between a soft vote
 * @param bothBad a tie because neither would do
 * @param weight how much it counts, finite and not negative
 * @param times how many votes this stands for, finite and not negative
 * @param annotator who gave it
 * @param group votes that depend on each other, such as those on one prompt
 * @param covariates of the first minus those of the second, in the order of the table's names
 */
public record Vote(
    String first,
    String second,
    double outcome,
    boolean bothBad,
    double weight,
    double times,
    Optional<String> annotator,
    Optional<String> group,
    List<Double> covariates) {
  public static final double WON = 1;
  public static final double LOST = 0;
  public static final double TIED = 0.5;

  public Vote {
    if (first.equals(second))
      throw new IllegalArgumentException("'" + first + "' is compared with itself");
    if (!(outcome >= 0 && outcome <= 1))
      throw new IllegalArgumentException("outcome = " + outcome + ", must be in [0, 1]");
    if (bothBad && outcome != TIED)
      throw new IllegalArgumentException("both bad is a tie, outcome = " + outcome);
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "weight = " + weight + ", must be finite and not negative");
    if (!(times >= 0 && times < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("times = " + times + ", must be finite and not negative");
    covariates = List.copyOf(covariates);
  }

  /** A plain vote. */
  public static Vote of(String first, String second, double outcome) {
    return new Vote(
        first, second, outcome, false, 1, 1, Optional.empty(), Optional.empty(), List.of());
  }

  public static Vote won(String winner, String loser) {
    return of(winner, loser, WON);
  }

  public static Vote tied(String first, String second) {
    return of(first, second, TIED);
  }

  public Vote withBothBad(boolean bad) {
    return new Vote(first, second, outcome, bad, weight, times, annotator, group, covariates);
  }

  public Vote withWeight(double value) {
    return new Vote(first, second, outcome, bothBad, value, times, annotator, group, covariates);
  }

  public Vote withTimes(double count) {
    return new Vote(first, second, outcome, bothBad, weight, count, annotator, group, covariates);
  }

  public Vote withAnnotator(String name) {
    return new Vote(
        first, second, outcome, bothBad, weight, times, Optional.of(name), group, covariates);
  }

  public Vote withGroup(String name) {
    return new Vote(
        first, second, outcome, bothBad, weight, times, annotator, Optional.of(name), covariates);
  }

  public Vote withCovariates(List<Double> values) {
    return new Vote(first, second, outcome, bothBad, weight, times, annotator, group, values);
  }
}
