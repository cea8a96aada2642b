package org.penchant.rank.voting;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.stats.Quantiles;
import org.penchant.core.votes.ScoreTable;
import org.penchant.rank.standing.Standings;

/** Score tables checked, cut and completed. */
public final class Tables {
  private Tables() {}

  /**
   * The table with the scores of some tasks negated, for tasks where lower scores are better.
   *
   * @throws ProblemsException if a task is not in the table
   */
  public static ScoreTable flipped(ScoreTable table, Collection<String> lowerIsBetter) {
    int[] columns = columns(table, lowerIsBetter);
    var scores = copy(table);
    for (var row : scores) for (int t : columns) row[t] = -row[t];
    return new ScoreTable(table.systems(), table.tasks(), scores, table.weights());
  }

  /**
   * Holds when every system and every task has a score and some task counts.
   *
   * @throws ProblemsException otherwise
   */
  static ScoreTable checked(ScoreTable table) {
    var problems = new Problems();
    for (int s = 0; s < table.systems().size(); s++)
      if (Arrays.stream(table.scores()[s]).allMatch(Double::isNaN))
        problems.error(
            "system " + (s + 1), table.systems().get(s), "it has no score", "leave it out");
    for (int t = 0; t < table.tasks().size(); t++)
      if (Arrays.stream(column(table, t)).allMatch(Double::isNaN))
        problems.error("task " + (t + 1), table.tasks().get(t), "it has no score", "leave it out");
    if (Arrays.stream(table.weights()).allMatch(w -> w == 0))
      problems.error(
          "weights", Arrays.toString(table.weights()), "no task counts", "give one a weight");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return table;
  }

  /** Numbers of tasks. */
  static int[] columns(ScoreTable table, Collection<String> tasks) {
    var problems = new Problems();
    for (String task : tasks)
      if (!table.tasks().contains(task))
        problems.error("tasks", task, "no such task", "the tasks are " + table.tasks());
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return tasks.stream().mapToInt(table.tasks()::indexOf).toArray();
  }

  /** The table of these rows and columns, in this order. */
  static ScoreTable part(ScoreTable table, int[] rows, int[] columns) {
    var scores = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++)
      for (int j = 0; j < columns.length; j++) scores[i][j] = table.scores()[rows[i]][columns[j]];
    return new ScoreTable(
        Arrays.stream(rows).mapToObj(table.systems()::get).toList(),
        Arrays.stream(columns).mapToObj(table.tasks()::get).toList(),
        scores,
        Arrays.stream(columns).mapToDouble(t -> table.weights()[t]).toArray());
  }

  static double[] column(ScoreTable table, int task) {
    return Arrays.stream(table.scores()).mapToDouble(row -> row[task]).toArray();
  }

  /** The scores, each missing one as the median of its task. */
  static double[][] imputed(ScoreTable table) {
    var scores = copy(table);
    for (int t = 0; t < table.tasks().size(); t++) {
      double[] present = Arrays.stream(column(table, t)).filter(x -> !Double.isNaN(x)).toArray();
      double median = Quantiles.median(present);
      for (var row : scores) if (Double.isNaN(row[t])) row[t] = median;
    }
    return scores;
  }

  /** Missing scores stand for medians; says so. */
  static List<String> notes(ScoreTable table) {
    return table.missing()
        ? List.of("missing scores count as their task's median, which can promote a system")
        : List.of();
  }

  /** The outcome of scores computed in doubles: they tie as those of standings do. */
  static Outcome outcome(
      TableRule rule, ScoreTable table, double[][] scores, ToDoubleFunction<double[]> of) {
    double[] shown = Arrays.stream(scores).mapToDouble(of).toArray();
    var standings = new Standings(rule.toString(), table.systems(), shown, notes(table));
    Integer[] places = Arrays.stream(standings.places()).mapToObj(p -> -p).toArray(Integer[]::new);
    var outcome = Outcome.ofScores(rule.toString(), table.systems(), places, shown);
    return outcome.withNotes(standings.notes());
  }

  /** sum of w x / sum of w. */
  static double mean(double[] weights, double[] x) {
    double total = Arrays.stream(weights).sum();
    return IntStream.range(0, x.length).mapToDouble(t -> weights[t] * x[t]).sum() / total;
  }

  private static double[][] copy(ScoreTable table) {
    return Arrays.stream(table.scores()).map(double[]::clone).toArray(double[][]::new);
  }
}
