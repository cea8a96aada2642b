package org.penchant.app.job;

import java.util.TreeMap;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.ReadOptions;

/** How a run's files are read, for the identity of its checkpoints: other columns, other rows. */
public final class ReadingIdentity {
  private ReadingIdentity() {}

  /** The same text of the same reading. */
  public static String of(ColumnNames columns, ReadOptions read) {
    return new TreeMap<>(columns.names())
        + " "
        + columns.numeric()
        + " "
        + columns.groups()
        + " "
        + read.format()
        + " "
        + new TreeMap<>(read.policies());
  }
}
