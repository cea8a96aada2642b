package org.penchant.align.objective;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns of rows laid out for a batch. */
public final class RowColumns {
  private RowColumns() {}

  /**
   * The columns that every row has, [B] each; a weight that only some rows have is 1 in the others,
   * a tie 0.
   *
   * @param rows the columns of each, at least one row
   */
  public static Map<String, double[]> of(List<Map<String, Double>> rows) {
    Set<String> names = new HashSet<>(rows.getFirst().keySet());
    rows.forEach(r -> names.retainAll(r.keySet()));
    for (String optional : List.of(Objective.ROW_WEIGHT, Coefficient.ByTie.COLUMN))
      if (rows.stream().anyMatch(r -> r.containsKey(optional))) names.add(optional);
    var columns = new HashMap<String, double[]>();
    for (var name : names) {
      double missing = name.equals(Objective.ROW_WEIGHT) ? 1 : 0;
      columns.put(name, rows.stream().mapToDouble(r -> r.getOrDefault(name, missing)).toArray());
    }
    return columns;
  }
}
