package org.penchant.data.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penchant.data.read.ReadOptions;

/**
 * How to read a table of scores.
 *
 * @param system the column of the systems' names; else {@code system, model} or {@code name},
 *     whatever their case, the first of them that is there
 * @param tasks the columns of scores; empty to take every column most of whose cells are numbers,
 *     {@code rank} aside
 * @param without columns not to take as tasks
 * @param lowerIsBetter columns whose scores change their sign
 * @param weights how much columns count, 1 where none is given; a column of two numbers a cell
 *     gives half to each
 * @param first how many rows are read, all if empty
 * @param lineLimit the longest line, CSV cell or JSON string taken, in bytes or characters
 */
public record ScoreOptions(
    Optional<String> system,
    List<String> tasks,
    Set<String> without,
    Set<String> lowerIsBetter,
    Map<String, Double> weights,
    OptionalInt first,
    int lineLimit) {
  public ScoreOptions {
    tasks = List.copyOf(tasks);
    without = Set.copyOf(without);
    lowerIsBetter = Set.copyOf(lowerIsBetter);
    weights = Map.copyOf(weights);
    weights.forEach((column, weight) -> {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException(
            "weight of " + column + " = " + weight + ", must be finite and not negative");
    });
    if (first.isPresent() && first.getAsInt() < 1)
      throw new IllegalArgumentException("first = " + first.getAsInt() + ", must be at least 1");
  }

  public static ScoreOptions defaults() {
    return new ScoreOptions(
        Optional.empty(),
        List.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        OptionalInt.empty(),
        ReadOptions.DEFAULT_LINE_LIMIT);
  }

  public ScoreOptions withSystem(String column) {
    return new ScoreOptions(
        Optional.of(column), tasks, without, lowerIsBetter, weights, first, lineLimit);
  }

  public ScoreOptions withTasks(String... columns) {
    return new ScoreOptions(
        system, List.of(columns), without, lowerIsBetter, weights, first, lineLimit);
  }

  public ScoreOptions without(String... columns) {
    return new ScoreOptions(
        system, tasks, Set.of(columns), lowerIsBetter, weights, first, lineLimit);
  }

  public ScoreOptions withLowerIsBetter(String... columns) {
    return new ScoreOptions(system, tasks, without, Set.of(columns), weights, first, lineLimit);
  }

  public ScoreOptions withWeight(String column, double weight) {
    var more = new HashMap<>(weights);
    more.put(column, weight);
    return new ScoreOptions(system, tasks, without, lowerIsBetter, more, first, lineLimit);
  }

  public ScoreOptions withFirst(int rows) {
    return new ScoreOptions(
        system, tasks, without, lowerIsBetter, weights, OptionalInt.of(rows), lineLimit);
  }

  /** Every column an option names, for the check that it is there. */
  List<String> named() {
    var all = new ArrayList<>(system.stream().toList());
    all.addAll(
        Stream.of(tasks, without, lowerIsBetter, weights.keySet())
            .flatMap(columns -> columns.stream())
            .collect(Collectors.toCollection(TreeSet::new)));
    return all;
  }
}
