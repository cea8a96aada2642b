package org.penchant.data.table;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penchant.data.read.Numbers;

/**
 * A cell of a table of scores.
 *
 * @param values none where it is missing, else one or two, NaN for one of two that is missing
 */
record ScoreCell(double... values) {
  private static final Set<String> MISSING = Set.of("", "-", "na", "n/a", "nan", "null", "none");

  /** What the text says; nothing if that is no score. */
  static Optional<ScoreCell> of(@Nullable String text) {
    String bare = text == null ? "" : text.strip();
    if (missing(bare)) return Optional.of(new ScoreCell());
    int slash = bare.indexOf('/');
    if (slash < 0) return number(bare).map(ScoreCell::new);
    var first = number(bare.substring(0, slash).strip());
    var second = number(bare.substring(slash + 1).strip());
    if (first.isEmpty() || second.isEmpty()) return Optional.empty();
    return Optional.of(new ScoreCell(first.get(), second.get()));
  }

  private static boolean missing(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  private static Optional<Double> number(String text) {
    if (missing(text)) return Optional.of(Double.NaN);
    var number = Numbers.parse(text);
    return number.isPresent() && Double.isFinite(number.getAsDouble())
        ? Optional.of(number.getAsDouble())
        : Optional.empty();
  }
}
