package org.penchant.data.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Reads files that are no tables of named columns, plain, gzip or zstd: lines of text, separated
 * values without a header, one JSON value. Text is strict UTF-8. Errors go to the problems given;
 * every method returns nothing after one.
 *
 * @param lineLimit the longest line, CSV cell or JSON string taken, in bytes or characters
 */
public record TextReader(int lineLimit) {
  public static TextReader defaults() {
    return new TextReader(ReadOptions.DEFAULT_LINE_LIMIT);
  }

  /** Takes lines. */
  @FunctionalInterface
  public interface LineSink {
    /**
     * @param number of the line, 1-based
     */
    void line(long number, String text);
  }

  /** Takes records of separated values. */
  @FunctionalInterface
  public interface RecordSink {
    /**
     * @param place where it stands, for messages
     * @param cells valid during the call only
     */
    void record(String place, List<String> cells);
  }

  /** What is done with the open file; it gives the number of records. */
  private interface Work {
    void read(Input input, Container container, Counted count) throws IOException;
  }

  private static final class Counted {
    private long next;
  }

  /**
   * Every line, empty ones too.
   *
   * @throws ProblemsException with {@link ExitCode#IO} if the file cannot be read
   */
  public Optional<FileFacts> lines(Path file, Problems problems, LineSink sink) {
    return read(
        file,
        problems,
        (input, container, count) -> {
          var lines = new Lines(input.stream(), lineLimit, input.mark());
          CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
          while (lines.advance()) {
            count.next = lines.number();
            String place = input.name() + " (line " + lines.number() + ")";
            String text = lines.text(decoder, place, problems);
            if (text != null) sink.line(lines.number(), text);
          }
        });
  }

  /**
   * Every record of separated values without a header; records may differ in length. A file whose
   * name ends in .tsv is separated by tabs, any other by commas.
   *
   * @throws ProblemsException with {@link ExitCode#IO} if the file cannot be read
   */
  public Optional<FileFacts> records(Path file, Problems problems, RecordSink sink) {
    return read(
        file,
        problems,
        (input, container, count) ->
            new CsvRecords(container == Container.TSV ? '\t' : ',', false)
                .forEach(
                    input,
                    lineLimit,
                    problems,
                    new CsvRecords.Sink() {
                      @Override
                      public void header(List<String> names) {
                        throw new IllegalStateException("there is no header");
                      }

                      @Override
                      public void record(long row, long line, List<String> cells) {
                        count.next = row + 1;
                        sink.record(Row.place(input.name(), row, line), cells);
                      }
                    }));
  }

  /**
   * The one JSON value a file holds.
   *
   * @throws ProblemsException with {@link ExitCode#IO} if the file cannot be read
   */
  public Optional<FileFacts> json(Path file, Problems problems, Consumer<JsonNode> sink) {
    return read(
        file,
        problems,
        (input, container, count) -> {
          var reader = new StrictUtf8Reader(input.stream(), input.mark());
          try {
            JsonNode value = Json.mapper(lineLimit).readTree(reader);
            count.next = 1;
            sink.accept(value);
          } catch (JsonProcessingException e) {
            String line =
                e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            problems.error(
                input.name() + line, "", Json.broken(e), Json.remedy(e, "mend the file there"));
          }
        });
  }

  private static Optional<FileFacts> read(Path file, Problems problems, Work work) {
    var count = new Counted();
    var opening = new Opening(problems);
    var facts =
        opening.read(
            file,
            new Opening.Body() {
              @Override
              public void read(Input input, Container container) throws IOException {
                work.read(input, container, count);
              }

              @Override
              public long next() {
                return count.next;
              }
            });
    opening.throwIfUnreadable();
    return facts;
  }
}
