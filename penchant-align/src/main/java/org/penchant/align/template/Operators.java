package org.penchant.align.template;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic and joining. */
final class Operators {
  private static final long MAX_TEXT = 10_000_000;

  private Operators() {}

  static Object apply(String operator, Object left, Object right) {
    if (operator.equals("~")) return Values.text(left) + Values.text(right);
    if (operator.equals("+")) {
      if (left instanceof String a && right instanceof String b) return a + b;
      if (left instanceof List<?> a && right instanceof List<?> b) {
        var out = new ArrayList<Object>(a);
        out.addAll(b);
        return out;
      }
    }
    if (operator.equals("*") && left instanceof String text) return repeat(text, right);
    if (operator.equals("*") && right instanceof String text) return repeat(text, left);
    if (!Values.isNumber(left) || !Values.isNumber(right))
      throw new Misuse(
          "'" + operator + "' does not join " + Values.kind(left) + " and " + Values.kind(right));
    boolean whole = !(left instanceof Double) && !(right instanceof Double);
    return whole && !operator.equals("/")
        ? whole(operator, exact(left), exact(right))
        : real(operator, Values.number(left), Values.number(right));
  }

  private static long exact(Object value) {
    return value instanceof Long n ? n : Values.integer(value);
  }

  private static String repeat(String text, Object count) {
    int times = Math.max(0, Values.integer(count));
    if ((long) times * text.length() > MAX_TEXT)
      throw new Misuse("a text repeated " + times + " times is too long");
    return text.repeat(times);
  }

  private static Object whole(String operator, long a, long b) {
    if (b == 0 && (operator.equals("//") || operator.equals("%")))
      throw new Misuse("division by 0");
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "//" -> Math.floorDiv(a, b);
      case "%" -> Math.floorMod(a, b);
      default -> b < 0 ? (Object) Math.pow(a, b) : (Object) (long) Math.pow(a, b);
    };
  }

  private static Object real(String operator, double a, double b) {
    if (b == 0 && "//%".contains(operator)) throw new Misuse("division by 0");
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "//" -> Math.floor(a / b);
      case "%" -> a - b * Math.floor(a / b);
      default -> Math.pow(a, b);
    };
  }
}
