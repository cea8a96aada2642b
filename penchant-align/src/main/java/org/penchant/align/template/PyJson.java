package org.penchant.align.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON as Python's json module writes it without ASCII escapes: a blank behind commas and colons,
 * or one item a line; no HTML escapes; keys in their order.
 */
final class PyJson {
  private final StringBuilder out = new StringBuilder();
  private final int indent;
  private final boolean sorted;

  private PyJson(int indent, boolean sorted) {
    this.indent = indent;
    this.sorted = sorted;
  }

  /**
   * Writes a value.
   *
   * @param indent blanks of each level; negative for one line
   */
  static String of(Object value, int indent, boolean sorted) {
    var json = new PyJson(indent, sorted);
    json.write(value, 1);
    return json.out.toString();
  }

  private void write(Object value, int level) {
    switch (value) {
      case String text -> string(text);
      case Nothing _ -> out.append("null");
      case Boolean b -> out.append(b ? "true" : "false");
      case Long n -> out.append(n);
      case Double d ->
          out.append(
              d.isNaN() ? "NaN" : d.isInfinite() ? (d > 0 ? "Infinity" : "-Infinity") : number(d));
      case List<?> items -> {
        out.append('[');
        boolean first = true;
        for (Object item : items) {
          separate(first, level);
          first = false;
          write(item, level + 1);
        }
        close(first, level, ']');
      }
      case Map<?, ?> map -> {
        out.append('{');
        boolean first = true;
        var keys = Values.items(map);
        if (sorted) keys.sort(Values::compare);
        for (Object key : keys) {
          separate(first, level);
          first = false;
          string(Values.text(key));
          out.append(": ");
          write(Values.of(map.get(key)), level + 1);
        }
        close(first, level, '}');
      }
      case Namespace space -> write(space.attributes(), level);
      default -> throw new Misuse(Values.kind(value) + " has no form in JSON");
    }
  }

  private void separate(boolean first, int level) {
    if (!first) out.append(indent < 0 ? ", " : ",");
    if (indent >= 0) out.append('\n').repeat(' ', indent * level);
  }

  private void close(boolean empty, int level, char bracket) {
    if (!empty && indent >= 0) out.append('\n').repeat(' ', indent * (level - 1));
    out.append(bracket);
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          else out.append(c);
        }
      }
    }
    out.append('"');
  }

  /** The shortest decimal that reads back as {@code d}, in Python's form. */
  static String number(double d) {
    if (Double.isNaN(d)) return "nan";
    if (Double.isInfinite(d)) return d > 0 ? "inf" : "-inf";
    double size = Math.abs(d);
    var exact = new BigDecimal(Double.toString(d));
    if (d == 0) return 1 / d < 0 ? "-0.0" : "0.0";
    if (size >= 1e-4 && size < 1e16) {
      String plain = exact.stripTrailingZeros().toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    var digits = exact.stripTrailingZeros().round(MathContext.UNLIMITED);
    int exponent = digits.precision() - digits.scale() - 1;
    String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa
        + (exponent < 0 ? "e-" : "e+")
        + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }
}
