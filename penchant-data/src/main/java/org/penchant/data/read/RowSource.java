package org.penchant.data.read;

import java.io.IOException;
import org.penchant.core.problems.Problems;

/** The records of one container, in order, one at a time. */
sealed interface RowSource permits JsonLines, JsonArray, CsvFile, ParquetFile {
  /**
   * Gives every record to {@code sink}; records that cannot be read are errors in {@code problems}
   * and count as records.
   *
   * @throws IOException if the bytes cannot be read to their end
   */
  void forEach(Input input, ReadOptions options, Problems problems, Sink sink) throws IOException;

  /** Takes records. */
  @FunctionalInterface
  interface Sink {
    void accept(Row row);
  }
}
