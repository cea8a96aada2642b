package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.penchant.core.preference.Comparison;
import org.penchant.core.stats.Quantiles;

/**
 * Keeps the rows whose number lies in a closed range.
 *
 * @param column a numeric column, or rating_gap, chosen_length, rejected_length or length_gap
 * @param least the lower end
 * @param most the upper end, not below the lower one
 * @param scale whether the ends are values or quantiles in [0, 1] of the rows' values
 */
public record Filter(String column, double least, double most, Scale scale) implements Step {
  /** What the ends of the range are. */
  public enum Scale {
    VALUE,
    QUANTILE
  }

  public Filter {
    if (!(least <= most))
      throw new IllegalArgumentException("least = " + least + " must not be above most = " + most);
    if (scale == Scale.QUANTILE && (least < 0 || (most > 1 && most != Double.MAX_VALUE)))
      throw new IllegalArgumentException("quantiles must be in [0, 1]");
    if (column.isBlank()) throw new IllegalArgumentException("needs 'column'");
  }

  public static Filter defaults() {
    return new Filter("rating_gap", 0, Double.MAX_VALUE, Scale.VALUE);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    double[] present =
        rows.stream()
            .map(row -> Measure.of(row, column))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    boolean quantile = scale == Scale.QUANTILE && present.length > 0;
    double low = quantile ? Quantiles.quantile(present, least) : least;
    double high = quantile ? Quantiles.quantile(present, Math.min(1, most)) : most;
    var kept = new ArrayList<Comparison>();
    for (var row : rows) {
      var value = Measure.of(row, column);
      if (value.isEmpty()) tally.leaveOut("rows without " + column);
      else if (value.getAsDouble() < low) tally.leaveOut("rows below the range");
      else if (value.getAsDouble() > high) tally.leaveOut("rows above the range");
      else kept.add(row);
    }
    return kept;
  }

  @Override
  public Set<String> columns() {
    return Measure.columns(column);
  }
}
