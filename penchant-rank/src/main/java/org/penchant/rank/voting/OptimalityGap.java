package org.penchant.rank.voting;

import java.util.Arrays;
import org.penchant.core.votes.ScoreTable;

/**
 * sum of w (min(s, gamma) - gamma) / sum of w over tasks, at most 0; a missing score counts as its
 * task's median (arXiv 2210.05769).
 *
 * @param gamma the score beyond which nothing is gained, in the scores' unit
 */
public record OptimalityGap(double gamma) implements TableRule {
  public OptimalityGap {
    if (!Double.isFinite(gamma))
      throw new IllegalArgumentException("gamma = " + gamma + ", must be finite");
  }

  /** For scores from 0 to 100. */
  public static OptimalityGap defaults() {
    return new OptimalityGap(95);
  }

  @Override
  public Outcome rank(ScoreTable table) {
    double[][] scores = Tables.imputed(Tables.checked(table));
    return Tables.outcome(
        this,
        table,
        scores,
        row ->
            Tables.mean(
                table.weights(),
                Arrays.stream(row).map(s -> Math.min(s, gamma) - gamma).toArray()));
  }
}
