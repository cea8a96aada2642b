package org.penchant.core.votes;

import java.util.Arrays;
import java.util.List;

/**
 * Distinct votes with how often each was cast, made by a {@link VoteTally}. Row r says that {@code
 * first(r)} was compared with {@code second(r)} with {@code outcome(r)} in [0, 1], {@code times(r)}
 * times with {@code weight(r)} each. Immutable.
 */
public final class VoteTable {
  private final List<String> items;
  private final List<String> annotators;
  private final List<String> groups;
  private final List<String> covariateNames;
  private final int[] first;
  private final int[] second;
  private final double[] outcome;
  private final boolean[] bothBad;
  private final double[] weight;
  private final double[] times;
  private final int[] annotator;
  private final int[] group;
  private final double[][] covariates;

  VoteTable(
      List<String> items,
      List<String> annotators,
      List<String> groups,
      List<String> covariateNames,
      int[] first,
      int[] second,
      double[] outcome,
      boolean[] bothBad,
      double[] weight,
      double[] times,
      int[] annotator,
      int[] group,
      double[][] covariates) {
    this.items = items;
    this.annotators = annotators;
    this.groups = groups;
    this.covariateNames = covariateNames;
    this.first = first;
    this.second = second;
    this.outcome = outcome;
    this.bothBad = bothBad;
    this.weight = weight;
    this.times = times;
    this.annotator = annotator;
    this.group = group;
    this.covariates = covariates;
  }

  /** The votes as given, pairs only. */
  public static VoteTable of(Iterable<Vote> votes) {
    var tally = VoteTally.ofPairs();
    votes.forEach(tally::add);
    return tally.table();
  }

  /** Names of the items, in the order they first appeared. */
  public List<String> items() {
    return items;
  }

  public List<String> annotators() {
    return annotators;
  }

  public List<String> groups() {
    return groups;
  }

  public List<String> covariateNames() {
    return covariateNames;
  }

  /** How many distinct votes there are. */
  public int rows() {
    return first.length;
  }

  public int first(int row) {
    return first[row];
  }

  public int second(int row) {
    return second[row];
  }

  /** How far the first won, in [0, 1]. */
  public double outcome(int row) {
    return outcome[row];
  }

  public boolean bothBad(int row) {
    return bothBad[row];
  }

  public double weight(int row) {
    return weight[row];
  }

  public double times(int row) {
    return times[row];
  }

  /** {@code weight * times}: what the row counts in a sum over votes. */
  public double mass(int row) {
    return weight[row] * times[row];
  }

  /** Index into {@link #annotators()}; -1 if unknown or not kept. */
  public int annotator(int row) {
    return annotator[row];
  }

  /** Index into {@link #groups()}; -1 if unknown or not kept. */
  public int group(int row) {
    return group[row];
  }

  /** Covariate {@code k} of the first minus that of the second. */
  public double covariate(int row, int k) {
    return covariates[row][k];
  }

  /** How many votes there are, whatever they weigh. */
  public double votes() {
    return Arrays.stream(times).sum();
  }

  /** The same distinct votes cast another number of times, as a bootstrap does. */
  public VoteTable withTimes(double[] counts) {
    if (counts.length != times.length)
      throw new IllegalArgumentException(counts.length + " counts for " + times.length + " rows");
    return with(weight, counts.clone());
  }

  /** The same votes with other weights, such as inverse propensities. */
  public VoteTable withWeights(double[] weights) {
    if (weights.length != weight.length)
      throw new IllegalArgumentException(weights.length + " weights for " + weight.length);
    return with(weights.clone(), times);
  }

  private VoteTable with(double[] weights, double[] counts) {
    return new VoteTable(
        items,
        annotators,
        groups,
        covariateNames,
        first,
        second,
        outcome,
        bothBad,
        weights,
        counts,
        annotator,
        group,
        covariates);
  }

  /** The votes whose row {@code keep} accepts; items stay. */
  public VoteTable filter(java.util.function.IntPredicate keep) {
    int[] rows = java.util.stream.IntStream.range(0, rows()).filter(keep).toArray();
    return new VoteTable(
        items,
        annotators,
        groups,
        covariateNames,
        Arrays.stream(rows).map(r -> first[r]).toArray(),
        Arrays.stream(rows).map(r -> second[r]).toArray(),
        Arrays.stream(rows).mapToDouble(r -> outcome[r]).toArray(),
        picked(rows),
        Arrays.stream(rows).mapToDouble(r -> weight[r]).toArray(),
        Arrays.stream(rows).mapToDouble(r -> times[r]).toArray(),
        Arrays.stream(rows).map(r -> annotator[r]).toArray(),
        Arrays.stream(rows).map(r -> group[r]).toArray(),
        covariates.length == 0
            ? covariates
            : Arrays.stream(rows).mapToObj(r -> covariates[r]).toArray(double[][]::new));
  }

  private boolean[] picked(int[] rows) {
    var out = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) out[i] = bothBad[rows[i]];
    return out;
  }
}
