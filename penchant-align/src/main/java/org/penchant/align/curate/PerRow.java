package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/** Steps that look at one row at a time. */
final class PerRow {
  private PerRow() {}

  /** What one row becomes. */
  @FunctionalInterface
  interface Work {
    /**
     * @param index the row's place among the rows, for streams of its own
     * @param problems takes what is wrong with the row
     */
    List<Comparison> of(Comparison row, int index, Problems problems);
  }

  /** All new rows in order, or all problems together. */
  static List<Comparison> apply(List<Comparison> rows, Work work) {
    var problems = new Problems();
    var made = new ArrayList<Comparison>();
    for (int i = 0; i < rows.size(); i++) made.addAll(work.of(rows.get(i), i, problems));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return List.copyOf(made);
  }
}
