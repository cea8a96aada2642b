package org.penchant.eval.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How a number is shown; the same in HTML and Markdown, with a true minus sign. */
public enum Style {
  /** Four significant digits, but never fewer than the whole part has. */
  PLAIN,
  /** As PLAIN, with its sign. */
  SIGNED,
  /** A share of one, in percent with one decimal. */
  PERCENT,
  /** A whole number with its thousands set apart. */
  COUNT;

  private static final String MINUS = "\u2212";
  private static final char THIN_SPACE = '\u202f';

  /** The number in words a reader can take in; "n/a" for NaN. */
  public String show(double value) {
    if (Double.isNaN(value)) return "n/a";
    String text = Double.isInfinite(value) ? "\u221e" : magnitude(Math.abs(value));
    boolean negative = value < 0 && !text.matches("[0.%]+");
    return (negative ? MINUS : this == SIGNED && value > 0 ? "+" : "") + text;
  }

  private String magnitude(double value) {
    return switch (this) {
      case PLAIN, SIGNED -> significant(value);
      case PERCENT -> String.format(Locale.ROOT, "%.1f%%", 100 * value);
      case COUNT -> String.format(Locale.ROOT, "%,.0f", value).replace(',', THIN_SPACE);
    };
  }

  private static String significant(double value) {
    if (value == 0) return "0";
    if (value < 1e-4 || value >= 1e9) return scientific(value, 3);
    var exact = BigDecimal.valueOf(value);
    int whole = exact.precision() - exact.scale();
    var rounded = exact.round(new MathContext(Math.max(4, whole), RoundingMode.HALF_EVEN));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** A magnitude as 1.25e-7: no padding, at most {@code digits} after the point. */
  static String scientific(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "e", value)
        .replaceAll("\\.?0+e", "e")
        .replaceAll("e([+-])0*(\\d)", "e$1$2")
        .replace("e+", "e")
        .replace("-", MINUS);
  }
}
