package org.penchant.data.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Reads records as they are, nested values kept, from JSON lines, JSON arrays, CSV and Parquet,
 * plain, gzip or zstd; for data whose columns only its reader understands.
 *
 * @param lineLimit the longest line, CSV cell or JSON string taken, in bytes or characters
 */
public record RecordReader(int lineLimit) {
  public static RecordReader defaults() {
    return new RecordReader(ReadOptions.DEFAULT_LINE_LIMIT);
  }

  /**
   * A record.
   *
   * @param place where it stands, for messages
   * @param index its 0-based number in the file
   * @param typed whether values carry types; CSV has only text, lists and objects in it as JSON
   */
  public record Found(String place, long index, boolean typed, ObjectNode fields) {}

  /**
   * Reads one file; records before an error in it have been passed on by then.
   *
   * @param problems takes errors
   * @return what was read, or nothing after an error that {@code problems} has
   * @throws ProblemsException with {@link ExitCode#IO} if the file cannot be read
   */
  public Optional<FileFacts> read(Path file, Problems problems, Consumer<Found> sink) {
    var options = ReadOptions.defaults().withLineLimit(lineLimit);
    var opening = new Opening(problems);
    long[] next = {0};
    var facts =
        opening.read(
            file,
            new Opening.Body() {
              @Override
              public void read(Input input, Container container) throws IOException {
                container
                    .source()
                    .forEach(
                        input,
                        options,
                        problems,
                        row -> {
                          next[0] = row.index() + 1;
                          sink.accept(
                              new Found(row.place(), row.index(), row.typed(), row.fields()));
                        });
              }

              @Override
              public long next() {
                return next[0];
              }
            });
    opening.throwIfUnreadable();
    return facts;
  }
}
