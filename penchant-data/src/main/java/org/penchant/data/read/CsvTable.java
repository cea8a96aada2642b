package org.penchant.data.read;

import java.util.List;
import org.penchant.core.problems.Problems;

/** Gives the columns wanted of separated values. */
final class CsvTable implements CsvRecords.Sink {
  private final String file;
  private final Problems problems;
  private final TableSink sink;
  private final TextRow row;
  private int columns;
  private int[] wanted = new int[0];
  private long next;

  CsvTable(String file, Problems problems, TableSink sink) {
    this.file = file;
    this.problems = problems;
    this.sink = sink;
    this.row = new TextRow(file);
  }

  long next() {
    return next;
  }

  @Override
  public void header(List<String> names) {
    columns = names.size();
    wanted = sink.columns(file + " (line 1)", names).stream().mapToInt(i -> i).toArray();
    row.columns(wanted.length);
  }

  @Override
  public void record(long index, long line, List<String> cells) {
    next = index + 1;
    if (wanted.length == 0) return;
    if (!CsvRecords.whole(file, index, line, cells, columns, problems)) return;
    for (int i = 0; i < wanted.length; i++) row.set(i, cells.get(wanted[i]));
    row.at(index, line, 1);
    sink.row(row);
  }
}
