package org.penchant.core.votes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names numbered in the order they first appear. */
final class Names {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) return known;
    numbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  List<String> names() {
    return List.copyOf(names);
  }
}
