package org.penchant.data.read;

import java.util.List;

/** Takes the rows of tables of named columns. */
public interface TableSink {
  /**
   * The columns of the rows that follow. It is called before the first row of a file, and before
   * every row whose columns differ from those of the row before.
   *
   * @param place where that row stands, for messages
   * @return the columns wanted, by their index in {@code names}, in the order in which {@link
   *     TextRow#cell} is to give them; if there are none, the rows are passed over
   */
  List<Integer> columns(String place, List<String> names);

  void row(TextRow row);
}
