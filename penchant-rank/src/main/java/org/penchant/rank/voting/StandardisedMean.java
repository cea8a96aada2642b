package org.penchant.rank.voting;

import java.util.Arrays;
import org.penchant.core.votes.ScoreTable;

/**
 * The mean of scores in standard deviations from their task's mean, (s - mean) / sd; a task that
 * does not vary counts 0 for all. A missing score counts as its task's median.
 */
public record StandardisedMean() implements TableRule {
  @Override
  public Outcome rank(ScoreTable table) {
    double[][] scores = Tables.imputed(Tables.checked(table));
    for (int task = 0; task < table.tasks().size(); task++) {
      int t = task;
      double[] all = Arrays.stream(scores).mapToDouble(row -> row[t]).toArray();
      double mean = Arrays.stream(all).average().orElseThrow();
      double sd =
          Math.sqrt(Arrays.stream(all).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
      for (var row : scores) row[t] = sd > 0 ? (row[t] - mean) / sd : 0;
    }
    return Tables.outcome(this, table, scores, row -> Tables.mean(table.weights(), row));
  }
}
