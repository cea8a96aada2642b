package org.penchant.align.curate;

import java.util.OptionalDouble;
import java.util.Set;
import org.penchant.core.preference.Comparison;

/** Numbers of a row that steps go by: its numeric columns, and some that follow from the row. */
final class Measure {
  /** The gap of the ratings and lengths in characters; of decided pairs only. */
  private static final Set<String> DERIVED =
      Set.of("rating_gap", "chosen_length", "rejected_length", "length_gap");

  private Measure() {}

  /** The columns that must be read for {@code name}. */
  static Set<String> columns(String name) {
    return DERIVED.contains(name) ? Set.of() : Set.of(name);
  }

  /** The row's number of that name, if it has one. */
  static OptionalDouble of(Comparison row, String name) {
    var column = row.column(name);
    if (column.isPresent() || !row.isDecidedPair()) return column;
    return switch (name) {
      case "rating_gap" -> gap(row);
      case "chosen_length" -> OptionalDouble.of(row.chosen().content().plain().length());
      case "rejected_length" -> OptionalDouble.of(row.rejected().content().plain().length());
      case "length_gap" ->
          OptionalDouble.of(
              row.chosen().content().plain().length() - row.rejected().content().plain().length());
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble gap(Comparison row) {
    var chosen = row.column(Names.CHOSEN_RATING);
    var rejected = row.column(Names.REJECTED_RATING);
    return chosen.isPresent() && rejected.isPresent()
        ? OptionalDouble.of(chosen.getAsDouble() - rejected.getAsDouble())
        : OptionalDouble.empty();
  }
}
