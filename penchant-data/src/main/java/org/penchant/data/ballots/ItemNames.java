package org.penchant.data.ballots;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.TextReader.LineSink;

/** The items a file of numbers and names declares; empty if there is no such file. */
final class ItemNames {
  private final Problems problems;
  private final TreeMap<Integer, String> names = new TreeMap<>();

  ItemNames(Problems problems) {
    this.problems = problems;
  }

  /** Takes the lines of a file; a name is all that follows the first comma. */
  LineSink in(Path file) {
    return (number, text) -> {
      if (!text.isBlank()) line(file + " (line " + number + ")", text);
    };
  }

  private void line(String place, String text) {
    int comma = text.indexOf(',');
    String number = comma < 0 ? "" : text.substring(0, comma).strip();
    String name = unquoted(text.substring(comma + 1).strip());
    if (!number.matches("\\d{1,9}") || name.isEmpty())
      problems.error(place, text, "must be a number, a comma and a name", "write 7,Bob");
    else if (names.containsKey(Integer.parseInt(number)))
      problems.error(place, text, "the number stands before", "keep one of the names");
    else if (names.containsValue(name))
      problems.error(place, text, "the name stands before", "tell the names apart");
    else names.put(Integer.parseInt(number), name);
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"").strip() : name;
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  List<String> items() {
    return List.copyOf(names.values());
  }

  /** The index of each item by its name and by its number; a number comes before a like name. */
  Map<String, Integer> indices() {
    var indices = new HashMap<String, Integer>();
    var items = items();
    for (int i = 0; i < items.size(); i++) indices.put(items.get(i), i);
    var numbers = new ArrayList<>(names.keySet());
    for (int i = 0; i < numbers.size(); i++) indices.put(numbers.get(i).toString(), i);
    return indices;
  }
}
