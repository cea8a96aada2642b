package org.penchant.data.read;

import org.jspecify.annotations.Nullable;

/** A row of a table as text; valid only until the reader goes on. */
public final class TextRow {
  private final String file;
  private @Nullable String[] cells = new String[0];
  private long index;
  private long line;
  private long times;

  TextRow(String file) {
    this.file = file;
  }

  /** Makes room for so many cells, all empty. */
  void columns(int count) {
    cells = new String[count];
  }

  void at(long row, long startingLine, long alike) {
    index = row;
    line = startingLine;
    times = alike;
  }

  void set(int column, @Nullable String text) {
    cells[column] = text;
  }

  /** The text of the {@code column}-th column asked for; null where there is no value. */
  public @Nullable String cell(int column) {
    return cells[column];
  }

  /** The 0-based number of the row; of the first of them where it stands for several. */
  public long index() {
    return index;
  }

  /** How many rows alike this one stands for. */
  public long times() {
    return times;
  }

  /** Where it stands, for messages. */
  public String place() {
    return Row.place(file, index, line)
        + (times > 1 ? " and " + (times - 1) + " more rows alike" : "");
  }
}
