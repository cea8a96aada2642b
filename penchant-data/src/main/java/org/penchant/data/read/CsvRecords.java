package org.penchant.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;

/**
 * The records of separated values after RFC 4180; cells may hold quoted line ends, records without
 * a cell or with one blank cell are none.
 *
 * @param header whether the first record names the columns of the others
 */
record CsvRecords(char separator, boolean header) {
  /** Takes records; the lists are valid during the call only. */
  interface Sink {
    /** The header, stripped and without a name twice. */
    void header(List<String> names);

    /** A record, with its 0-based number and the 1-based line it begins in. */
    void record(long row, long line, List<String> cells);
  }

  void forEach(Input input, int limit, Problems problems, Sink sink) throws IOException {
    var scanner =
        new CsvScanner(new StrictUtf8Reader(input.stream(), input.mark()), separator, limit);
    long row = header ? -1 : 0;
    var cells = new ArrayList<String>();
    try {
      while (scanner.next(cells)) {
        if (cells.size() == 1 && cells.getFirst().isBlank()) continue;
        if (row >= 0) {
          sink.record(row, scanner.line(), cells);
        } else {
          List<String> names = names(input.name(), cells, problems);
          if (names == null) return;
          sink.header(names);
        }
        row++;
      }
    } catch (CsvScanner.Broken e) {
      problems.error(
          Row.place(input.name(), Math.max(0, row), scanner.line()),
          "",
          "broken CSV: " + e.getMessage(),
          "close every quote and double the quotes inside; rows after it were not read");
    }
  }

  private static @Nullable List<String> names(String file, List<String> cells, Problems problems) {
    var seen = new HashSet<String>();
    boolean good = true;
    for (String name : cells) {
      if (seen.add(name.strip())) continue;
      good = false;
      problems.error(
          file + " (line 1)",
          name,
          "a column may be named once in the header",
          "rename one of the columns");
    }
    return good ? cells.stream().map(String::strip).toList() : null;
  }

  /** Whether a record has a cell for every column; one that has not is reported. */
  static boolean whole(
      String file, long row, long line, List<String> cells, int columns, Problems problems) {
    if (cells.size() == columns) return true;
    problems.error(
        Row.place(file, row, line),
        cells.size() + " cells",
        "a row must have as many cells as the header, " + columns,
        "quote cells that hold a separator or a line end");
    return false;
  }
}
