package org.penchant.align.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands behind {@code |}. */
final class Filters {
  private Filters() {}

  static Object apply(String name, Object value, Given given) {
    return switch (name) {
      case "trim" -> Strings.strip(Values.text(value), given, true, true);
      case "upper" -> Values.text(value).toUpperCase(Locale.ROOT);
      case "lower" -> Values.text(value).toLowerCase(Locale.ROOT);
      case "title" -> Strings.title(Values.text(value));
      case "capitalize" -> Strings.capitalize(Values.text(value));
      case "string" -> Values.text(value);
      case "safe" -> value;
      case "replace" ->
          Strings.replace(
              Values.text(value),
              given.text(0, "old"),
              given.text(1, "new"),
              given.number(2, "count", -1));
      case "indent" -> indent(Values.text(value), given);
      case "default", "d" -> {
        boolean missing =
            value instanceof Undefined || (given.truth(1, "boolean") && !Values.truth(value));
        yield missing ? given.get(0, "default_value").orElse("") : value;
      }
      case "length", "count" -> Values.length(value);
      case "list" -> Values.items(value);
      case "items" -> value instanceof Map<?, ?> map ? Methods.entries(map) : Values.items(value);
      case "dictsort" -> dictsort(value);
      case "first" -> end(Values.items(value), true);
      case "last" -> end(Values.items(value), false);
      case "reverse" ->
          value instanceof String text
              ? new StringBuilder(text).reverse().toString()
              : Values.items(value).reversed();
      case "join" -> join(value, given);
      case "sort" -> sort(value, given);
      case "unique" -> unique(value);
      case "map" -> map(value, given);
      case "select" -> choose(value, given, false, true);
      case "reject" -> choose(value, given, false, false);
      case "selectattr" -> choose(value, given, true, true);
      case "rejectattr" -> choose(value, given, true, false);
      case "sum" -> Values.items(value).stream().reduce(0L, (a, b) -> Operators.apply("+", a, b));
      case "min" -> Values.items(value).stream().min(Values::compare).orElseGet(() -> nothing());
      case "max" -> Values.items(value).stream().max(Values::compare).orElseGet(() -> nothing());
      case "abs" -> value instanceof Long n ? (Object) Math.abs(n) : Math.abs(Values.number(value));
      case "int" -> whole(value, given);
      case "float" -> decimal(value);
      case "round" -> round(value, given);
      case "tojson" ->
          PyJson.of(
              value,
              given.get(0, "indent").filter(n -> n != Nothing.NONE).map(Values::integer).orElse(-1),
              given.truth(9, "sort_keys"));
      default -> throw new Misuse("there is no filter '" + name + "'");
    };
  }

  private static Object nothing() {
    return new Undefined("an item of an empty list");
  }

  private static Object end(List<Object> items, boolean first) {
    if (items.isEmpty()) return nothing();
    return first ? items.getFirst() : items.getLast();
  }

  private static String indent(String text, Given given) {
    Object width = given.get(0, "width").orElse(4L);
    String blanks = width instanceof String own ? own : " ".repeat(Values.integer(width));
    boolean first = given.truth(1, "first");
    boolean blank = given.truth(2, "blank");
    var lines = text.split("\n", -1);
    for (int i = first ? 0 : 1; i < lines.length; i++)
      if (blank || !lines[i].isEmpty()) lines[i] = blanks + lines[i];
    return String.join("\n", lines);
  }

  private static Object join(Object value, Given given) {
    Object items =
        given.get(1, "attribute").isPresent()
            ? attribute(value, given.text(1, "attribute"))
            : value;
    return Methods.join(items, given.text(0, "d", ""));
  }

  private static List<Object> dictsort(Object value) {
    if (!(value instanceof Map<?, ?> map)) throw new Misuse(Values.kind(value) + " is not a map");
    var entries = Methods.entries(map);
    entries.sort(
        Comparator.comparing(e -> Values.text(((List<?>) e).getFirst()).toLowerCase(Locale.ROOT)));
    return entries;
  }

  private static List<Object> sort(Object value, Given given) {
    var items = Values.items(value);
    boolean exact = given.truth(1, "case_sensitive");
    Comparator<Object> order =
        (a, b) ->
            !exact && a instanceof String x && b instanceof String y
                ? x.toLowerCase(Locale.ROOT).compareTo(y.toLowerCase(Locale.ROOT))
                : Values.compare(a, b);
    var by = given.named().get("attribute");
    if (by != null) {
      var inner = order;
      order = (a, b) -> inner.compare(path(a, Values.string(by)), path(b, Values.string(by)));
    }
    items.sort(given.truth(0, "reverse") ? order.reversed() : order);
    return items;
  }

  private static List<Object> unique(Object value) {
    var out = new ArrayList<Object>();
    for (Object item : Values.items(value)) if (!Values.contains(out, item)) out.add(item);
    return out;
  }

  private static List<Object> map(Object value, Given given) {
    if (given.named().containsKey("attribute")) {
      var otherwise = given.named().get("default");
      return attribute(value, given.text(9, "attribute")).stream()
          .map(item -> item instanceof Undefined && otherwise != null ? otherwise : item)
          .toList();
    }
    String filter = given.text(0, "filter");
    return Values.items(value).stream().map(i -> apply(filter, i, given.from(1))).toList();
  }

  private static List<Object> attribute(Object items, String name) {
    return new ArrayList<>(Values.items(items).stream().map(i -> path(i, name)).toList());
  }

  private static Object path(Object item, String dotted) {
    Object at = item;
    for (String part : dotted.split("\\.", -1)) at = Access.attribute(at, part);
    return at;
  }

  private static List<Object> choose(Object value, Given given, boolean byAttribute, boolean keep) {
    var rest = byAttribute ? given.from(1) : given;
    var out = new ArrayList<Object>();
    for (Object item : Values.items(value)) {
      Object tested = byAttribute ? path(item, given.text(0, "attribute")) : item;
      boolean passes =
          rest.positional().isEmpty()
              ? Values.truth(tested)
              : TypeTests.of(
                  rest.text(0, "test"),
                  tested,
                  rest.positional().subList(1, rest.positional().size()));
      if (passes == keep) out.add(item);
    }
    return out;
  }

  private static Object whole(Object value, Given given) {
    if (Values.isNumber(value)) return (long) Values.number(value);
    try {
      return (long) Double.parseDouble(Strings.strip(Values.text(value)));
    } catch (NumberFormatException e) {
      return given.get(0, "default").orElse(0L);
    }
  }

  private static Object decimal(Object value) {
    if (Values.isNumber(value)) return Values.number(value);
    try {
      return Double.parseDouble(Strings.strip(Values.text(value)));
    } catch (NumberFormatException e) {
      return 0.0;
    }
  }

  private static Object round(Object value, Given given) {
    double scale = Math.pow(10, given.number(0, "precision", 0));
    return Math.rint(Values.number(value) * scale) / scale;
  }
}
