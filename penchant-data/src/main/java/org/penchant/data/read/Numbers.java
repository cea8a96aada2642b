package org.penchant.data.read;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers written as text. */
public final class Numbers {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?|NaN|nan|[-+]?(Infinity|inf|Inf)");

  private Numbers() {}

  /**
   * The number a text stands for, white space around it aside; nothing if it is none. NaN and the
   * infinities are read so that a rule can name them.
   */
  public static OptionalDouble parse(String text) {
    String bare = text.strip();
    if (!NUMBER.matcher(bare).matches()) return OptionalDouble.empty();
    return OptionalDouble.of(
        switch (bare) {
          case "nan" -> Double.NaN;
          case "inf", "+inf", "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
          case "-inf", "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(bare);
        });
  }
}
