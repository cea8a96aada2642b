package org.penchant.align.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands behind {@code is}. */
final class TypeTests {
  private TypeTests() {}

  static boolean of(String name, Object value, List<Object> arguments) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value == Nothing.NONE;
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Map<?, ?> || value instanceof Namespace;
      case "iterable" ->
          value instanceof List<?>
              || value instanceof Map<?, ?>
              || value instanceof String
              || value instanceof Undefined;
      case "sequence" ->
          value instanceof List<?> || value instanceof Map<?, ?> || value instanceof String;
      case "number" -> Values.isNumber(value);
      case "integer" -> value instanceof Long;
      case "float" -> value instanceof Double;
      case "boolean" -> value instanceof Boolean;
      case "true" -> value.equals(true);
      case "false" -> value.equals(false);
      case "callable" -> value instanceof Function;
      case "odd" -> Values.integer(value) % 2 != 0;
      case "even" -> Values.integer(value) % 2 == 0;
      case "divisibleby" -> Values.integer(value) % Values.integer(argument(arguments)) == 0;
      case "equalto", "eq", "sameas" -> Values.equal(value, argument(arguments));
      case "ne" -> !Values.equal(value, argument(arguments));
      case "lt", "lessthan" -> Values.compare(value, argument(arguments)) < 0;
      case "le" -> Values.compare(value, argument(arguments)) <= 0;
      case "gt", "greaterthan" -> Values.compare(value, argument(arguments)) > 0;
      case "ge" -> Values.compare(value, argument(arguments)) >= 0;
      case "in" -> Values.contains(argument(arguments), value);
      case "lower" -> Values.text(value).equals(Values.text(value).toLowerCase(Locale.ROOT));
      case "upper" -> Values.text(value).equals(Values.text(value).toUpperCase(Locale.ROOT));
      default -> throw new Misuse("there is no test '" + name + "'");
    };
  }

  private static Object argument(List<Object> arguments) {
    if (arguments.isEmpty()) throw new Misuse("the test needs a value to compare with");
    return arguments.getFirst();
  }
}
