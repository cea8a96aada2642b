package org.penchant.data.votes;

import org.penchant.core.problems.Problems;
import org.penchant.data.read.Numbers;
import org.penchant.data.read.TextRow;

/** Warns, once a file, of votes that do not stand in the order of their time. */
final class TimeOrder {
  private final Problems problems;
  private String before = "";
  private boolean warned;

  TimeOrder(Problems problems) {
    this.problems = problems;
  }

  void next(TextRow row, String time) {
    if (!warned && !before.isEmpty() && compare(before, time) > 0) {
      warned = true;
      problems.warn(
          row.place(),
          time + " after " + before,
          "votes are taken in the order of the file, which is not that of their time",
          "sort the file by time where the order matters");
    }
    before = time;
  }

  private static int compare(String one, String other) {
    var a = Numbers.parse(one);
    var b = Numbers.parse(other);
    return a.isPresent() && b.isPresent()
        ? Double.compare(a.getAsDouble(), b.getAsDouble())
        : one.compareTo(other);
  }
}
