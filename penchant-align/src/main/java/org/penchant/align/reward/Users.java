package org.penchant.align.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers for names, in the order they were first seen. */
public final class Users {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** A registry that knows {@code names} already. */
  public static Users of(List<String> names) {
    var users = new Users();
    names.forEach(users::number);
    return users;
  }

  /** The name's number, a new one if it is new. */
  public int number(String name) {
    return numbers.computeIfAbsent(name, _ -> numbers.size());
  }

  /** The name's number, or that of the population. */
  public int known(String name) {
    return numbers.getOrDefault(name, Outputs.POPULATION);
  }

  public List<String> names() {
    return new ArrayList<>(numbers.keySet());
  }
}
