package org.penchant.data.ballots;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penchant.core.problems.Problems;

/** The lines of metadata at the head of a PrefLib file. */
final class PrefLibHeader {
  private static final Pattern FIELD = Pattern.compile("#\\s*([A-Z][A-Z ]*[A-Z])( \\d+)?:(.*)");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  private final String file;
  private final Problems problems;
  private final Map<String, Integer> counts = new HashMap<>();
  private final TreeMap<Integer, String> names = new TreeMap<>();
  private Optional<PrefLibType> type;

  PrefLibHeader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.type = PrefLibType.ofFile(file);
  }

  String file() {
    return file;
  }

  String place(long number) {
    return file + " (line " + number + ")";
  }

  void line(long number, String text) {
    Matcher field = FIELD.matcher(text);
    // Comments of other kinds carry nothing that is needed.
    if (!field.matches()) return;
    String value = field.group(3).strip();
    switch (field.group(1)) {
      case "NUMBER ALTERNATIVES", "NUMBER VOTERS", "NUMBER UNIQUE ORDERS", "NUMBER CATEGORIES" -> {
        if (WHOLE.matcher(value).matches()) counts.put(field.group(1), Integer.valueOf(value));
        else
          problems.error(
              place(number),
              field.group(1) + ": " + value,
              "must be a whole number",
              "correct the header");
      }
      case "DATA TYPE" -> type(number, value);
      case "ALTERNATIVE NAME" -> name(number, field.group(2), value);
      default -> {}
    }
  }

  private void type(long number, String value) {
    var said = PrefLibType.of(value);
    if (said.isEmpty()) {
      problems.error(
          place(number),
          "DATA TYPE: " + value,
          "must be soc, soi, toc, toi or cat",
          "other kinds of PrefLib data are not orders");
    } else if (type.isPresent() && !type.equals(said)) {
      problems.error(
          place(number),
          "DATA TYPE: " + value,
          "the file's name says " + type.get(),
          "rename the file, or correct the header");
    }
    if (type.isEmpty()) type = said;
  }

  private void name(long number, String index, String value) {
    int item = index == null || index.length() > 9 ? 0 : Integer.parseInt(index.strip());
    if (item == 0 || value.isEmpty())
      problems.error(
          place(number),
          "ALTERNATIVE NAME" + (index == null ? "" : index) + ": " + value,
          "must have a number from 1 on and a name",
          "write ALTERNATIVE NAME 1: and the name");
    else if (names.containsKey(item))
      problems.error(
          place(number), "ALTERNATIVE NAME " + item, "is named before", "keep one of the names");
    else if (names.containsValue(value))
      problems.error(
          place(number), value, "is the name of another alternative too", "tell the names apart");
    else names.put(item, value);
  }

  boolean isEmpty() {
    return counts.isEmpty() && names.isEmpty();
  }

  /** Reports what the header lacks. */
  void check() {
    if (isEmpty()) {
      problems.error(
          file,
          "",
          "a PrefLib file must begin with a header, lines such as # NUMBER ALTERNATIVES: 3",
          "download it again; formats before 2022 had no header");
      return;
    }
    if (type.isEmpty())
      problems.error(
          file, "", "nothing says of what type the orders are", "add a line # DATA TYPE: soc");
    var alternatives = count("NUMBER ALTERNATIVES");
    if (alternatives.isEmpty()) {
      problems.error(file, "", "NUMBER ALTERNATIVES is missing", "add it to the header");
      return;
    }
    int n = alternatives.getAsInt();
    var wrong = new ArrayList<Integer>();
    for (int item = 1; item <= n; item++) if (!names.containsKey(item)) wrong.add(item);
    if (!wrong.isEmpty())
      problems.error(file, wrong, "alternatives up to " + n + " without a name", "name them");
    if (!names.isEmpty() && names.lastKey() > n)
      problems.error(
          file,
          "ALTERNATIVE NAME " + names.lastKey(),
          "NUMBER ALTERNATIVES is " + n,
          "correct the header");
  }

  /** The file's type; the most lenient where nothing says, which is reported. */
  PrefLibType type() {
    return type.orElse(PrefLibType.TOI);
  }

  OptionalInt count(String field) {
    Integer value = counts.get(field);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  boolean knows(int item) {
    return names.containsKey(item);
  }

  List<String> names() {
    return List.copyOf(names.values());
  }
}
