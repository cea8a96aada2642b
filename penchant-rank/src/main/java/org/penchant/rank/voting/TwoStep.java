package org.penchant.rank.voting;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.votes.ScoreTable;

/**
 * A rule inside groups of tasks, then again over the groups: a system's score within a group, or
 * minus its place where the rule gives no scores, is its score on a task that stands for the group;
 * missing where all its scores in the group are (arXiv 2210.05769).
 *
 * @param rule for both steps
 * @param groups together need not hold all tasks
 */
public record TwoStep(TableRule rule, List<Group> groups) implements TableRule {
  /**
   * Tasks that count as one.
   *
   * @param weight of the group, finite and not negative
   */
  public record Group(String name, List<String> tasks, double weight) {
    public Group {
      tasks = List.copyOf(tasks);
      if (tasks.isEmpty()) throw new IllegalArgumentException("group '" + name + "' has no task");
    }
  }

  public TwoStep {
    groups = List.copyOf(groups);
    var seen = new HashSet<String>();
    for (var group : groups)
      for (String task : group.tasks())
        if (!seen.add(task))
          throw new IllegalArgumentException("task '" + task + "' stands in two groups");
  }

  @Override
  public Outcome rank(ScoreTable table) {
    var scores = new double[table.systems().size()][groups.size()];
    for (int g = 0; g < groups.size(); g++) {
      int[] columns = Tables.columns(table, groups.get(g).tasks());
      int[] rows =
          IntStream.range(0, scores.length)
              .filter(
                  s -> Arrays.stream(columns).anyMatch(t -> !Double.isNaN(table.scores()[s][t])))
              .toArray();
      for (var row : scores) row[g] = Double.NaN;
      double[] inside = rule.rank(Tables.part(table, rows, columns)).standings().scores();
      for (int k = 0; k < rows.length; k++) scores[rows[k]][g] = inside[k];
    }
    return rule.rank(
        new ScoreTable(
            table.systems(),
            groups.stream().map(Group::name).toList(),
            scores,
            groups.stream().mapToDouble(Group::weight).toArray()));
  }
}
