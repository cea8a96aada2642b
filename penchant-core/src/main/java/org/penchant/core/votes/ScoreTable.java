package org.penchant.core.votes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores of systems on tasks, higher is better.
 *
 * @param systems rows
 * @param tasks columns
 * @param scores one row a system, one column a task, NaN where missing
 * @param weights one a task, finite and not negative
 */
public record ScoreTable(
    List<String> systems, List<String> tasks, double[][] scores, double[] weights) {
  public ScoreTable {
    systems = List.copyOf(systems);
    tasks = List.copyOf(tasks);
    if (new HashSet<>(systems).size() != systems.size())
      throw new IllegalArgumentException("a system stands twice in " + systems);
    if (new HashSet<>(tasks).size() != tasks.size())
      throw new IllegalArgumentException("a task stands twice in " + tasks);
    if (scores.length != systems.size())
      throw new IllegalArgumentException(
          scores.length + " rows of scores for " + systems.size() + " systems");
    for (var row : scores)
      if (row.length != tasks.size())
        throw new IllegalArgumentException(
            row.length + " scores in a row for " + tasks.size() + " tasks");
    if (weights.length != tasks.size())
      throw new IllegalArgumentException(
          weights.length + " weights for " + tasks.size() + " tasks");
    for (double weight : weights)
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException(
            "weight = " + weight + ", must be finite and not negative");
  }

  /** Every task counts 1. */
  public static ScoreTable of(List<String> systems, List<String> tasks, double[][] scores) {
    var ones = new double[tasks.size()];
    java.util.Arrays.fill(ones, 1);
    return new ScoreTable(systems, tasks, scores, ones);
  }

  public ScoreTable withWeights(double[] values) {
    return new ScoreTable(systems, tasks, scores, values);
  }

  public boolean missing() {
    for (var row : scores) for (double score : row) if (Double.isNaN(score)) return true;
    return false;
  }

  /** Every task as a voter who ranks the systems it has scores of; equal scores tie. */
  public Ballots ballots() {
    var ballots = new ArrayList<Ballot>();
    for (int t = 0; t < tasks.size(); t++) {
      int task = t;
      var order =
          IntStream.range(0, systems.size())
              .filter(s -> !Double.isNaN(scores[s][task]))
              .boxed()
              .sorted(Comparator.comparingDouble(s -> -scores[s][task]))
              .toList();
      var groups = new ArrayList<List<Integer>>();
      for (int system : order) {
        boolean tied =
            !groups.isEmpty() && scores[groups.getLast().getFirst()][task] == scores[system][task];
        if (!tied) groups.add(new ArrayList<>());
        groups.getLast().add(system);
      }
      ballots.add(new Ballot(groups, weights[t]));
    }
    return new Ballots(systems, ballots);
  }
}
