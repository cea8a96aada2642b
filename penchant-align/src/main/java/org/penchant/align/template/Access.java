package org.penchant.align.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looking into values: attributes, items, slices. */
final class Access {
  private Access() {}

  static Object attribute(Object of, String name) {
    if (of instanceof Undefined)
      throw new Misuse(Values.kind(of) + " has no '" + name + "' to look up");
    Object found =
        switch (of) {
          case Map<?, ?> map -> map.get(name);
          case Namespace space -> space.attributes().get(name);
          default -> null;
        };
    return found == null ? new Undefined(name) : found;
  }

  static Object item(Object of, Object key) {
    if (of instanceof Undefined)
      throw new Misuse(Values.kind(of) + " has no item '" + Values.text(key) + "'");
    if (of instanceof String || of instanceof List<?>) {
      if (!(key instanceof Long)) return new Undefined(Values.text(key));
      var items = Values.items(of);
      int index = Values.integer(key);
      int at = index < 0 ? index + items.size() : index;
      return at >= 0 && at < items.size() ? items.get(at) : new Undefined("item " + index);
    }
    if (of instanceof Map<?, ?> map) {
      Object found = map.get(key);
      return found == null ? new Undefined(Values.text(key)) : found;
    }
    return attribute(of, Values.text(key));
  }

  /** Items from..to by step, as Python counts them. */
  static Object slice(Object of, Optional<Object> from, Optional<Object> to, Optional<Object> by) {
    var items = Values.items(of);
    int step = by.filter(v -> v != Nothing.NONE).map(Values::integer).orElse(1);
    if (step == 0) throw new Misuse("the step of a slice must not be 0");
    int size = items.size();
    int first = bound(from, size, step, step > 0 ? 0 : size - 1);
    int end = bound(to, size, step, step > 0 ? size : -1);
    var out = new ArrayList<Object>();
    for (int i = first; step > 0 ? i < end : i > end; i += step) out.add(items.get(i));
    return of instanceof String ? Methods.join(out, "") : out;
  }

  private static int bound(Optional<Object> given, int size, int step, int otherwise) {
    if (given.isEmpty() || given.get() == Nothing.NONE) return otherwise;
    int at = Values.integer(given.get());
    if (at < 0) at += size;
    return step > 0 ? Math.clamp(at, 0, size) : Math.clamp(at, -1, size - 1);
  }
}
