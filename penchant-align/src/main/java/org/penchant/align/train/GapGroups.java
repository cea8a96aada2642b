package org.penchant.align.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/**
 * Pairs whose gaps are compared (arXiv 2505.12845), as curate's {@code gap-pairs} writes them: rows
 * of one {@code gap_group}, the original with {@code gap_order} 0, others with 1 where their gap
 * must be greater, or -1 where it must be smaller.
 */
final class GapGroups {
  private static final String GROUP = "gap_group";
  private static final String ORDER = "gap_order";
  private static final double[] LABELS = {1, 0, 1, 0};

  private GapGroups() {}

  /**
   * Originals and rows without a group as they are, and for each other row of a group a row of four
   * responses, the pair with the greater gap first.
   */
  static List<Example> join(List<Example> rows) {
    var originals = new LinkedHashMap<Double, Example>();
    for (var row : rows)
      if (order(row) == 0 && row.columns().containsKey(GROUP))
        originals.put(row.columns().get(GROUP), row);
    var problems = new Problems();
    var joined = new ArrayList<Example>();
    for (var row : rows) {
      if (order(row) == 0) {
        joined.add(row);
        continue;
      }
      var original = originals.get(row.columns().getOrDefault(GROUP, Double.NaN));
      if (original == null || !original.isPair() || !row.isPair())
        problems.error(
            row.place(),
            ORDER + " " + order(row),
            "needs a pair of the same " + GROUP + " with " + ORDER + " 0",
            "keep the rows that curate's gap-pairs wrote together, and read both columns with"
                + " --numeric");
      else joined.add(order(row) > 0 ? four(row, original) : four(original, row));
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return List.copyOf(joined);
  }

  private static double order(Example row) {
    return row.columns().getOrDefault(ORDER, 0.0);
  }

  private static Example four(Example greater, Example smaller) {
    var sequences = new ArrayList<>(greater.sequences());
    sequences.addAll(smaller.sequences());
    var columns = new HashMap<>(greater.columns());
    columns.keySet().removeAll(List.of(GROUP, ORDER));
    return new Example(
        sequences,
        LABELS,
        true,
        columns,
        greater.place() + " against " + smaller.place(),
        Optional.empty(),
        Example.Extras.NONE);
  }
}
