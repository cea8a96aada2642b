package org.penchant.align.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What Python's methods of texts do. */
final class Strings {
  private Strings() {}

  /** Whether white space goes, or each of {@code characters}. */
  private static IntPredicate goes(String characters, boolean white) {
    if (!white) return c -> characters.indexOf(c) >= 0;
    return c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  /** Strips characters, white space if {@code given} holds none, from the ends asked for. */
  static String strip(String text, Given given, boolean left, boolean right) {
    boolean white = given.get(0, "chars").filter(c -> c != Nothing.NONE).isEmpty();
    var goes = goes(white ? "" : given.text(0, "chars"), white);
    int from = 0;
    int to = text.length();
    while (left && from < to && goes.test(text.charAt(from))) from++;
    while (right && to > from && goes.test(text.charAt(to - 1))) to--;
    return text.substring(from, to);
  }

  static String strip(String text) {
    return strip(text, Given.NONE, true, true);
  }

  /**
   * Splits at {@code sep}, or at runs of white space without one, at most {@code maxsplit} times.
   */
  static List<Object> split(String text, Given given, boolean fromRight) {
    int most = given.number(1, "maxsplit", -1);
    boolean white = given.get(0, "sep").filter(s -> s != Nothing.NONE).isEmpty();
    if (white) return words(text, most, fromRight);
    String separator = given.text(0, "sep");
    if (separator.isEmpty()) throw new Misuse("an empty text separates nothing");
    var parts = new ArrayList<Object>();
    if (!fromRight) {
      int from = 0;
      for (int i = text.indexOf(separator);
          i >= 0 && (most < 0 || parts.size() < most);
          i = text.indexOf(separator, from)) {
        parts.add(text.substring(from, i));
        from = i + separator.length();
      }
      parts.add(text.substring(from));
      return parts;
    }
    int to = text.length();
    for (int i = text.lastIndexOf(separator);
        i >= 0 && (most < 0 || parts.size() < most);
        i = text.lastIndexOf(separator, to - separator.length())) {
      parts.addFirst(text.substring(i + separator.length(), to));
      to = i;
      if (to < separator.length()) break;
    }
    parts.addFirst(text.substring(0, to));
    return parts;
  }

  private static List<Object> words(String text, int most, boolean fromRight) {
    if (fromRight && most >= 0) throw new Misuse("rsplit with a limit needs a separator");
    var parts = new ArrayList<Object>();
    String rest = strip(text);
    while (!rest.isEmpty()) {
      int end = 0;
      while (end < rest.length() && !goes("", true).test(rest.charAt(end))) end++;
      if (most >= 0 && parts.size() == most) end = rest.length();
      parts.add(rest.substring(0, end));
      rest = strip(rest.substring(end), Given.NONE, true, false);
    }
    return parts;
  }

  /** What stands before the separator, it, and what stands behind it. */
  static List<Object> partition(String text, String separator, boolean last) {
    int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) return last ? List.of("", "", text) : List.of(text, "", "");
    return List.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  /** Replaces {@code old}, at most {@code count} times if that is not negative. */
  static String replace(String text, String old, String with, int count) {
    if (count < 0) return text.replace(old, with);
    String out = text;
    int from = 0;
    for (int n = 0; n < count; n++) {
      int at = out.indexOf(old, from);
      if (at < 0) break;
      out = out.substring(0, at) + with + out.substring(at + old.length());
      from = at + with.length();
    }
    return out;
  }

  /** First letters of words upper case, the others lower case. */
  static String title(String text) {
    var out = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inside = Character.isLetter(c);
    }
    return out.toString();
  }

  static String capitalize(String text) {
    return text.isEmpty()
        ? text
        : Character.toTitleCase(text.charAt(0))
            + text.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  static long count(String text, String part) {
    if (part.isEmpty()) return text.length() + 1L;
    long count = 0;
    for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) count++;
    return count;
  }
}
