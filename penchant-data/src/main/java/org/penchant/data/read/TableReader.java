package org.penchant.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Reads tables of named columns as text, row by row, from CSV, TSV, JSON lines, JSON arrays and
 * Parquet, plain, gzip or zstd. Of JSON, a field {@code b} inside an object {@code a} is the column
 * {@code a.b}, and null is no value.
 *
 * @param lineLimit the longest line, CSV cell or JSON string taken, in bytes or characters
 * @param gather whether rows of Parquet that agree in all columns wanted may be given as one, in
 *     the order of the first of them; this is an order of magnitude faster
 */
public record TableReader(int lineLimit, boolean gather) {
  /** Every row by itself. */
  public static TableReader defaults() {
    return new TableReader(ReadOptions.DEFAULT_LINE_LIMIT, false);
  }

  public TableReader withGather(boolean value) {
    return new TableReader(lineLimit, value);
  }

  /**
   * Reads one file; rows before an error in it have been passed on by then.
   *
   * @param problems takes errors
   * @return what was read, or nothing after an error that {@code problems} has
   * @throws ProblemsException with {@link ExitCode#IO} if the file cannot be read
   */
  public Optional<FileFacts> read(Path file, Problems problems, TableSink sink) {
    var opening = new Opening(problems);
    var facts = opening.read(file, new Body(this, file.toString(), problems, sink));
    opening.throwIfUnreadable();
    return facts;
  }

  private static final class Body implements Opening.Body {
    private final TableReader reader;
    private final Problems problems;
    private final TableSink sink;
    private final String file;
    private long next;

    Body(TableReader reader, String file, Problems problems, TableSink sink) {
      this.reader = reader;
      this.file = file;
      this.problems = problems;
      this.sink = sink;
    }

    @Override
    public void read(Input input, Container container) throws IOException {
      switch (container) {
        case CSV, TSV -> {
          var records = new CsvRecords(container == Container.CSV ? ',' : '\t', true);
          var cells = new CsvTable(file, problems, sink);
          try {
            records.forEach(input, reader.lineLimit, problems, cells);
          } finally {
            next = cells.next();
          }
        }
        case JSON, JSONL -> {
          var options = ReadOptions.defaults().withLineLimit(reader.lineLimit);
          var flat = new FlatObjects(file, sink);
          container
              .source()
              .forEach(
                  input,
                  options,
                  problems,
                  row -> {
                    next = row.index() + 1;
                    flat.accept(row);
                  });
        }
        case PARQUET ->
            ParquetQuery.on(
                input,
                problems,
                query -> {
                  new ParquetTable(file, reader.gather, sink).read(query);
                  next = query.row();
                });
      }
    }

    @Override
    public long next() {
      return next;
    }
  }
}
