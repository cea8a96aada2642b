package org.penchant.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.ScoreTable;

/** Chooses the columns that are tasks and turns their cells into scores. */
final class ScoreColumns {
  private final String file;
  private final ScoreOptions options;
  private final ScoreRows rows;
  private final Problems problems;
  private final List<String> names = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();
  private final List<double[]> scores = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  ScoreColumns(String file, ScoreOptions options, ScoreRows rows, Problems problems) {
    this.file = file;
    this.options = options;
    this.rows = rows;
    this.problems = problems;
  }

  /** The columns taken. */
  List<String> names() {
    return names;
  }

  /** The table, or nothing after an error. */
  Optional<ScoreTable> table() {
    if (options.tasks().isEmpty()) {
      for (int c = 0; c < rows.others().size(); c++) if (chosen(c)) column(c);
    } else {
      for (String name : options.tasks()) column(rows.others().indexOf(name));
    }
    if (names.isEmpty()) {
      problems.error(file, "", "no column holds scores", "name the columns of the tasks");
      return Optional.empty();
    }
    for (int s = 0; s < rows.systems().size(); s++) {
      int system = s;
      if (scores.stream().allMatch(task -> Double.isNaN(task[system])))
        problems.error(
            rows.place(s), rows.systems().get(s), "a system must have a score", "remove the row");
    }
    if (problems.hasErrors()) return Optional.empty();
    var table = new double[rows.systems().size()][tasks.size()];
    for (int s = 0; s < table.length; s++)
      for (int t = 0; t < tasks.size(); t++) table[s][t] = scores.get(t)[s];
    var weighed = weights.stream().mapToDouble(Double::doubleValue).toArray();
    return Optional.of(new ScoreTable(rows.systems(), tasks, table, weighed));
  }

  /** A column is a task if there are more numbers in it than other things. */
  private boolean chosen(int column) {
    String name = rows.others().get(column);
    if (options.without().contains(name)) return false;
    if (name.equalsIgnoreCase("rank")) return false;
    int numbers = 0;
    int others = 0;
    for (int s = 0; s < rows.systems().size(); s++) {
      var cell = ScoreCell.of(rows.cell(s, column));
      if (cell.isEmpty()) others++;
      else if (cell.get().values().length > 0) numbers++;
    }
    return numbers > others;
  }

  private void column(int column) {
    String name = rows.others().get(column);
    int n = rows.systems().size();
    var first = missing(n);
    var second = missing(n);
    int width = 0;
    for (int s = 0; s < n; s++) {
      var cell = ScoreCell.of(rows.cell(s, column));
      if (cell.isEmpty()) {
        fail(s, name, "a score must be a number, two such as 93.9/91.8, or missing");
        continue;
      }
      double[] values = cell.get().values();
      if (values.length == 0) continue;
      if (width == 0) width = values.length;
      if (width != values.length) fail(s, name, "all cells of a column must hold as many numbers");
      first[s] = values[0];
      second[s] = values[values.length - 1];
    }
    names.add(name);
    double weight = options.weights().getOrDefault(name, 1.0);
    if (width == 2) {
      task(name + "/1", name, first, weight / 2);
      task(name + "/2", name, second, weight / 2);
    } else {
      task(name, name, first, weight);
    }
  }

  private void task(String task, String column, double[] values, double weight) {
    if (DoubleStream.of(values).allMatch(Double::isNaN))
      problems.error(
          file, "column " + task, "a task must have a score", "fill the column, or leave it out");
    if (tasks.contains(task))
      problems.error(file, "column " + task, "two tasks have this name", "rename a column");
    boolean flip = options.lowerIsBetter().contains(column);
    tasks.add(task);
    scores.add(flip ? DoubleStream.of(values).map(v -> -v).toArray() : values);
    weights.add(weight);
  }

  private void fail(int system, String name, String rule) {
    int column = rows.others().indexOf(name);
    problems.error(
        rows.place(system),
        name + " = \"" + rows.cell(system, column) + '"',
        rule,
        "correct the cell");
  }

  private static double[] missing(int n) {
    var values = new double[n];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
