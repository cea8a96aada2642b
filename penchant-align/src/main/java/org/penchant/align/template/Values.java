package org.penchant.align.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of the template language and how Python treats them: {@link String}, {@link Long},
 * {@link Double}, {@link Boolean}, {@link List}, {@link Map}, {@link Nothing}, {@link Undefined},
 * {@link Namespace} and {@link Function}.
 */
final class Values {
  private Values() {}

  /** A Java value as a value of the language. */
  static Object of(@Nullable Object value) {
    return switch (value) {
      case null -> Nothing.NONE;
      case Integer i -> i.longValue();
      case Short i -> i.longValue();
      case BigInteger i -> i.longValue();
      case Float f -> f.doubleValue();
      case BigDecimal d -> d.doubleValue();
      case Map<?, ?> map -> {
        var out = new LinkedHashMap<Object, Object>();
        map.forEach((key, item) -> out.put(of(key), of(item)));
        yield out;
      }
      case Collection<?> items -> {
        var out = new ArrayList<Object>();
        for (Object item : items) out.add(of(item));
        yield out;
      }
      default -> value;
    };
  }

  static boolean truth(Object value) {
    return switch (value) {
      case Boolean b -> b;
      case Long n -> n != 0;
      case Double d -> d != 0;
      case String s -> !s.isEmpty();
      case List<?> items -> !items.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case Nothing _, Undefined _ -> false;
      default -> true;
    };
  }

  /** The text that an output puts out. */
  static String text(Object value) {
    return switch (value) {
      case String s -> s;
      case Undefined _ -> "";
      case Nothing _ -> "None";
      case Boolean b -> b ? "True" : "False";
      case Double d -> PyJson.number(d);
      case List<?> _, Map<?, ?> _ -> PyText.of(value);
      default -> value.toString();
    };
  }

  static String string(Object value) {
    if (value instanceof String text) return text;
    throw new Misuse(kind(value) + " is not a text");
  }

  static int integer(Object value) {
    return switch (value) {
      case Long n -> Math.toIntExact(Math.clamp(n, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case Boolean b -> b ? 1 : 0;
      default -> throw new Misuse(kind(value) + " is not a whole number");
    };
  }

  /** The items a loop goes through: of a list, the characters of a text, the keys of a map. */
  static List<Object> items(Object value) {
    return switch (value) {
      case List<?> items -> new ArrayList<>(items);
      case Map<?, ?> map -> new ArrayList<>(map.keySet());
      case String text -> new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
      case Undefined _ -> new ArrayList<>();
      default -> throw new Misuse(kind(value) + " has no items to go through");
    };
  }

  static boolean equal(Object a, Object b) {
    if (isNumber(a) && isNumber(b)) return compare(a, b) == 0;
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) return false;
      for (int i = 0; i < x.size(); i++) if (!equal(x.get(i), y.get(i))) return false;
      return true;
    }
    return a.equals(b);
  }

  static int compare(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) return Long.compare(x, y);
    if (isNumber(a) && isNumber(b)) return Double.compare(number(a), number(b));
    if (a instanceof String x && b instanceof String y) return x.compareTo(y);
    throw new Misuse(kind(a) + " and " + kind(b) + " have no order");
  }

  static boolean contains(Object container, Object item) {
    return switch (container) {
      case String text -> text.contains(string(item));
      case Map<?, ?> map -> map.containsKey(item);
      default -> items(container).stream().anyMatch(other -> equal(other, item));
    };
  }

  static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  static double number(Object value) {
    return switch (value) {
      case Long n -> n;
      case Double d -> d;
      case Boolean b -> b ? 1 : 0;
      default -> throw new Misuse(kind(value) + " is not a number");
    };
  }

  /** The number of items, of a text its characters. */
  static long length(Object value) {
    return value instanceof String text
        ? text.codePointCount(0, text.length())
        : items(value).size();
  }

  /** What the value is, in words, for messages. */
  static String kind(Object value) {
    return switch (value) {
      case Undefined missing -> "'" + missing.what() + "', which is undefined,";
      case Nothing _ -> "none";
      case String _ -> "a text";
      case Boolean _ -> "a truth value";
      case Long _, Double _ -> "a number";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a map";
      case Function _ -> "a function";
      default -> "a " + value.getClass().getSimpleName();
    };
  }
}
