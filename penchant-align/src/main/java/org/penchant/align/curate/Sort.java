package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.penchant.core.preference.Comparison;

/**
 * Orders rows by a number; rows that tie keep their order. Rows without the number are left out.
 *
 * @param column a numeric column, or rating_gap, chosen_length, rejected_length or length_gap
 * @param descending whether the greatest comes first
 */
public record Sort(String column, boolean descending) implements Step {
  public Sort {
    if (column.isBlank()) throw new IllegalArgumentException("needs 'column'");
  }

  /** The widest gap of ratings first: from easy to hard. */
  public static Sort defaults() {
    return new Sort("rating_gap", true);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    var sorted = new ArrayList<Comparison>();
    for (var row : rows)
      if (Measure.of(row, column).isPresent()) sorted.add(row);
      else tally.leaveOut("rows without " + column);
    Comparator<Comparison> order =
        Comparator.comparingDouble(row -> Measure.of(row, column).orElseThrow());
    sorted.sort(descending ? order.reversed() : order);
    return sorted;
  }

  @Override
  public Set<String> columns() {
    return Measure.columns(column);
  }
}
