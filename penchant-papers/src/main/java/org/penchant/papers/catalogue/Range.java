package org.penchant.papers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penchant.core.problems.Problems;

/** Intervals such as "[0, 0.5)" and "(0, inf)". */
final class Range {
  private static final Pattern FORM = Pattern.compile("([\\[(])(\\S+), (\\S+)([\\])])");

  private Range() {}

  static void check(
      String place, String name, JsonNode value, Optional<String> range, Problems problems) {
    if (range.isEmpty() || !value.isNumber()) return;
    if (!contains(range.get(), value.doubleValue()))
      problems.error(place, name + " = " + value, "must be in " + range.get(), "set " + name);
  }

  static boolean contains(String range, double value) {
    Matcher form = FORM.matcher(range);
    if (!form.matches()) throw new IllegalArgumentException("'" + range + "' is not a range");
    double least = bound(form.group(2));
    double most = bound(form.group(3));
    boolean low = form.group(1).equals("[") ? value >= least : value > least;
    boolean high = form.group(4).equals("]") ? value <= most : value < most;
    return low && high;
  }

  private static double bound(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
