package org.penchant.align.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evaluated arguments of a call. */
record Given(List<Object> positional, Map<String, Object> named) {
  static final Given NONE = new Given(List.of(), Map.of());

  /** The argument at {@code index}, or of that name. */
  Optional<Object> get(int index, String name) {
    if (index < positional.size()) return Optional.of(positional.get(index));
    return Optional.ofNullable(named.get(name));
  }

  /**
   * An argument that must be there.
   *
   * @throws Misuse if it is not
   */
  Object need(int index, String name) {
    return get(index, name).orElseThrow(() -> new Misuse("argument '" + name + "' is missing"));
  }

  String text(int index, String name) {
    return Values.string(need(index, name));
  }

  String text(int index, String name, String otherwise) {
    return get(index, name)
        .filter(value -> value != Nothing.NONE)
        .map(Values::string)
        .orElse(otherwise);
  }

  int number(int index, String name, int otherwise) {
    return get(index, name).map(Values::integer).orElse(otherwise);
  }

  boolean truth(int index, String name) {
    return get(index, name).map(Values::truth).orElse(false);
  }

  /** The arguments behind the first {@code count}. */
  Given from(int count) {
    return new Given(
        positional.subList(Math.min(count, positional.size()), positional.size()), named);
  }
}
