package org.penchant.data.ltr;

import java.nio.file.Path;
import java.util.List;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.TextReader.LineSink;

/** The lines of a file of group sizes. */
record GroupSizes(Path file, Problems problems, List<Integer> sizes) implements LineSink {
  @Override
  public void line(long number, String text) {
    String size = text.strip();
    if (size.isEmpty()) return;
    if (size.matches("0*[1-9]\\d{0,8}")) sizes.add(Integer.valueOf(size));
    else
      problems.error(
          file + " (line " + number + ")",
          text,
          "the number of a query's documents must be whole and at least 1",
          "write one number a line");
  }
}
