package org.penchant.rank.voting;

import java.util.Arrays;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.ScoreTable;

/** exp(sum of w ln s / sum of w) over tasks; every score must be there and positive. */
public record GeometricMean() implements TableRule {
  @Override
  public Outcome rank(ScoreTable table) {
    var problems = new Problems();
    for (int s = 0; s < table.systems().size(); s++)
      for (int t = 0; t < table.tasks().size(); t++)
        if (!(table.scores()[s][t] > 0))
          problems.error(
              table.systems().get(s) + ", " + table.tasks().get(t),
              table.scores()[s][t],
              "a geometric mean needs positive scores",
              "shift the scale, or take another rule");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return Tables.outcome(
        this,
        Tables.checked(table),
        table.scores(),
        row -> Math.exp(Tables.mean(table.weights(), Arrays.stream(row).map(Math::log).toArray())));
  }
}
