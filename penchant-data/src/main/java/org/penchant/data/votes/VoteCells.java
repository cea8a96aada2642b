package org.penchant.data.votes;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.Numbers;
import org.penchant.data.read.TextRow;

/** The values of a row by what they mean. */
final class VoteCells {
  /** Beyond it, doubles no longer hold every whole number. */
  private static final double MOST = 0x1p53;

  private final VoteLayout layout;
  private final Problems problems;

  VoteCells(VoteLayout layout, Problems problems) {
    this.layout = layout;
    this.problems = problems;
  }

  void fail(TextRow row, VoteColumn column, @Nullable String value, String rule, String remedy) {
    fail(row, layout.name(column), value, rule, remedy);
  }

  private void fail(TextRow row, String name, @Nullable String value, String rule, String remedy) {
    String shown = value == null ? " is missing" : " = \"" + value + '"';
    problems.error(row.place(), name + shown, rule, remedy);
  }

  /** An item's name, white space around it aside; empty after a reported mistake. */
  String name(TextRow row, VoteColumn column) {
    String value = row.cell(layout.cell(column));
    String name = value == null ? "" : value.strip();
    if (name.isEmpty())
      fail(row, column, value, "an item must have a name", "name it, or remove the row");
    return name;
  }

  /** Text where there is any. */
  Optional<String> optional(TextRow row, VoteColumn column) {
    int cell = layout.cell(column);
    String value = cell < 0 ? null : row.cell(cell);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  /**
   * A number in [0, most].
   *
   * @param absent its value where the column is not read
   */
  double number(TextRow row, VoteColumn column, double absent, double most) {
    int cell = layout.cell(column);
    if (cell < 0) return absent;
    String value = row.cell(cell);
    double number = parsed(value);
    if (number >= 0 && number <= most) return number;
    String range =
        most == Double.MAX_VALUE ? "a finite number, 0 or more" : "in [0, " + (long) most + "]";
    fail(row, column, value, "must be " + range, "correct the value");
    return Double.NaN;
  }

  /** A whole number, 0 or more. */
  double whole(TextRow row, VoteColumn column, double absent) {
    int cell = layout.cell(column);
    if (cell < 0) return absent;
    String value = row.cell(cell);
    double number = parsed(value);
    if (number >= 0 && number <= MOST && number == Math.rint(number)) return number;
    fail(
        row,
        column,
        value,
        "must be a whole number, 0 or more",
        "correct the count; fractions belong into a column weight");
    return Double.NaN;
  }

  /** Any finite number. */
  double finite(TextRow row, int cell, String name) {
    String value = row.cell(cell);
    double number = parsed(value);
    if (Double.isFinite(number)) return number;
    fail(row, name, value, "a covariate must be a finite number", "fill it in, or remove the row");
    return 0;
  }

  private static double parsed(@Nullable String value) {
    OptionalDouble number = value == null ? OptionalDouble.empty() : Numbers.parse(value);
    return number.orElse(Double.NaN);
  }
}
