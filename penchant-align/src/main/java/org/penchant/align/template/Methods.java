package org.penchant.align.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Methods of texts, lists and maps, as Python has them; none of them changes its value. */
final class Methods {
  private Methods() {}

  /** The result of a method, or empty if the value has none of that name. */
  static Optional<Object> call(Object of, String name, Given given) {
    return switch (of) {
      case String text -> text(text, name, given);
      case Map<?, ?> map -> map(map, name, given);
      case List<?> list -> list(list, name, given);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> text(String text, String name, Given given) {
    return Optional.ofNullable(
        switch (name) {
          case "startswith" -> any(given, text::startsWith);
          case "endswith" -> any(given, text::endsWith);
          case "strip" -> Strings.strip(text, given, true, true);
          case "lstrip" -> Strings.strip(text, given, true, false);
          case "rstrip" -> Strings.strip(text, given, false, true);
          case "split" -> Strings.split(text, given, false);
          case "rsplit" -> Strings.split(text, given, true);
          case "partition" -> Strings.partition(text, given.text(0, "sep"), false);
          case "rpartition" -> Strings.partition(text, given.text(0, "sep"), true);
          case "splitlines" -> new ArrayList<Object>(text.lines().toList());
          case "lower", "casefold" -> text.toLowerCase(Locale.ROOT);
          case "upper" -> text.toUpperCase(Locale.ROOT);
          case "title" -> Strings.title(text);
          case "capitalize" -> Strings.capitalize(text);
          case "replace" ->
              Strings.replace(
                  text, given.text(0, "old"), given.text(1, "new"), given.number(2, "count", -1));
          case "removeprefix" -> {
            String prefix = given.text(0, "prefix");
            yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
          }
          case "removesuffix" -> {
            String suffix = given.text(0, "suffix");
            yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
          }
          case "join" -> join(given.need(0, "iterable"), text);
          case "find" -> (long) text.indexOf(given.text(0, "sub"));
          case "rfind" -> (long) text.lastIndexOf(given.text(0, "sub"));
          case "index" -> found(text.indexOf(given.text(0, "sub")));
          case "count" -> Strings.count(text, given.text(0, "sub"));
          case "isdigit", "isnumeric", "isdecimal" -> all(text, Character::isDigit);
          case "isalpha" -> all(text, Character::isLetter);
          case "isalnum" -> all(text, Character::isLetterOrDigit);
          case "isspace" -> all(text, Character::isWhitespace);
          case "isupper" -> text.equals(text.toUpperCase(Locale.ROOT)) && hasCase(text);
          case "islower" -> text.equals(text.toLowerCase(Locale.ROOT)) && hasCase(text);
          default -> null;
        });
  }

  private static Optional<Object> map(Map<?, ?> map, String name, Given given) {
    return switch (name) {
      case "items" -> Optional.of(entries(map));
      case "keys" -> Optional.of(new ArrayList<Object>(map.keySet()));
      case "values" -> Optional.of(new ArrayList<Object>(map.values()));
      case "copy" -> Optional.of(map);
      case "get" -> {
        Object value = map.get(given.need(0, "key"));
        yield Optional.of(value == null ? given.get(1, "default").orElse(Nothing.NONE) : value);
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Object> list(List<?> list, String name, Given given) {
    return switch (name) {
      case "count" ->
          Optional.of(list.stream().filter(i -> Values.equal(i, given.need(0, "value"))).count());
      case "index" -> {
        Object item = given.need(0, "value");
        for (int i = 0; i < list.size(); i++)
          if (Values.equal(list.get(i), item)) yield Optional.of((long) i);
        throw new Misuse("the list does not hold the item");
      }
      case "copy" -> Optional.of(list);
      case "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse" ->
          throw new Misuse("a template must not change a list; 'list + [item]' makes a new one");
      default -> Optional.empty();
    };
  }

  static List<Object> entries(Map<?, ?> map) {
    var out = new ArrayList<Object>();
    map.forEach((key, value) -> out.add(List.of(key, value)));
    return out;
  }

  static String join(Object items, String separator) {
    return String.join(separator, Values.items(items).stream().map(Values::text).toList());
  }

  private static boolean any(Given given, java.util.function.Predicate<String> test) {
    Object value = given.need(0, "prefix");
    if (value instanceof List<?> several)
      return several.stream().anyMatch(one -> test.test(Values.string(one)));
    return test.test(Values.string(value));
  }

  private static boolean all(String text, java.util.function.IntPredicate test) {
    return !text.isEmpty() && text.chars().allMatch(test);
  }

  private static boolean hasCase(String text) {
    return text.chars().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
  }

  private static long found(int index) {
    if (index < 0) throw new Misuse("the text does not hold what is looked for");
    return index;
  }
}
