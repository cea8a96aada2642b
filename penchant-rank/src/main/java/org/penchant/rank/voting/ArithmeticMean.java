package org.penchant.rank.voting;

import org.penchant.core.votes.ScoreTable;

/** sum of w s / sum of w over tasks; a missing score counts as its task's median. */
public record ArithmeticMean() implements TableRule {
  @Override
  public Outcome rank(ScoreTable table) {
    double[][] scores = Tables.imputed(Tables.checked(table));
    return Tables.outcome(this, table, scores, row -> Tables.mean(table.weights(), row));
  }
}
