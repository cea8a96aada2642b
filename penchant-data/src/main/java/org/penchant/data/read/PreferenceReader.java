package org.penchant.data.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.DataSummary.FileSummary;
import org.penchant.data.read.DataSummary.Skipped;

/**
 * Reads preference data from JSON lines, JSON arrays, CSV and Parquet, plain, gzip or zstd.
 *
 * <p>Packing and container are told by the content, the column convention by the columns of a
 * file's first row unless the options name it. Text is UTF-8, with or without a byte order mark;
 * lines end with LF or CR LF. Rows are checked one by one and nothing is guessed: what breaks a
 * rule is an error that names file and row, and all errors are reported together.
 *
 * @param options how to read
 */
public record PreferenceReader(ReadOptions options) {
  /** Recognised columns; faulty rows are errors. */
  public static PreferenceReader defaults() {
    return new PreferenceReader(ReadOptions.defaults());
  }

  /**
   * Reads files of one kind into memory.
   *
   * @param files at least one
   * @param problems takes errors and warnings
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if a file or a row breaks a rule, with
   *     {@link ExitCode#IO} if a file cannot be read
   */
  public Dataset read(List<Path> files, ColumnNames columns, Problems problems) {
    var rows = new ArrayList<Comparison>();
    DataSummary summary = stream(files, columns, problems, row -> rows.add(row.comparison()));
    return new Dataset(rows, summary, summary.files().getFirst().format());
  }

  /**
   * Reads files of one kind row by row; rows that precede an error have been passed on by then.
   *
   * @throws ProblemsException as {@link #read}
   */
  public DataSummary stream(
      List<Path> files, ColumnNames columns, Problems problems, Consumer<ReadRow> rows) {
    if (files.isEmpty()) throw new IllegalArgumentException("no files to read");
    var summaries = new ArrayList<FileSummary>();
    var skipped = new ArrayList<Skipped>();
    boolean unreadable = false;
    for (Path file : files) {
      try {
        file(file, columns, problems, rows, summaries, skipped);
      } catch (IOException e) {
        unreadable = true;
        problems.error(file.toString(), "", reason(e), "check the path and its permissions");
      }
    }
    var summary = new DataSummary(summaries, skipped);
    if (summary.rows() == 0 && !skipped.isEmpty() && !problems.hasErrors())
      problems.error(
          files.getFirst().toString(),
          skipped.size() + " rows left out",
          "no row is left",
          "mend the rows, or keep them by another policy");
    problems.throwIfErrors(unreadable ? ExitCode.IO : ExitCode.BAD_DATA);
    return summary;
  }

  private void file(
      Path file,
      ColumnNames columns,
      Problems problems,
      Consumer<ReadRow> rows,
      List<FileSummary> summaries,
      List<Skipped> skipped)
      throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      problems.error(name, "", "is a folder, not a file", "name the files in it");
      return;
    }
    long before = problems.errorCount();
    try (Input input = Input.open(file)) {
      if (!readable(input, problems)) return;
      Container container = Container.of(name, input.head());
      var take = new FileRows(options, columns, problems, rows, skipped);
      try {
        container.source().forEach(input, options, problems, take);
      } catch (StrictUtf8Reader.Malformed e) {
        String place = Row.place(name, take.next(), e.line());
        JsonLines.badUtf8(place, e.offset(), e.value(), problems);
      } catch (Unpacked.Broken e) {
        broken(name + " after " + take.next() + " rows", e, problems);
      }
      if (take.format().isEmpty() && problems.errorCount() == before)
        problems.error(name, "", "holds no rows", "give a file with data");
      if (problems.errorCount() > before) return;
      FileSummary summary =
          take.summary(name, input.sha256Hex(), Files.size(file), container, input.compression());
      if (!summaries.isEmpty()) sameKind(summaries.getFirst(), summary, problems);
      summaries.add(summary);
    } catch (Unpacked.Broken e) {
      broken(name, e, problems);
    }
  }

  private static boolean readable(Input input, Problems problems) {
    String name = input.name();
    byte[] head = input.head();
    if (!input.compression().readable()) {
      problems.error(
          name, input.compression(), "only gzip and zstd are unpacked", "unpack the file first");
      return false;
    }
    if (head.length == 0) {
      problems.error(name, "", "is empty", "give a file with data");
      return false;
    }
    boolean wide =
        Compression.starts(head, 0xff, 0xfe)
            || Compression.starts(head, 0xfe, 0xff)
            || (head.length > 3 && (head[0] == 0) != (head[1] == 0));
    if (!wide) return true;
    problems.error(name, "UTF-16 or UTF-32", "text must be UTF-8", "convert the file to UTF-8");
    return false;
  }

  private static void broken(String place, Unpacked.Broken e, Problems problems) {
    problems.error(
        place,
        e.getMessage() == null ? "" : e.getMessage(),
        "the packed file is cut short or damaged",
        "copy or download it again");
  }

  private static void sameKind(FileSummary first, FileSummary other, Problems problems) {
    if (first.format().kind() == other.format().kind()) return;
    problems.error(
        other.file(),
        other.format().columns(),
        "files read together must be of one kind; "
            + first.file()
            + " holds "
            + first.format().columns(),
        "read them one at a time");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _, FileNotFoundException _ -> "no such file";
      case AccessDeniedException _ -> "may not be read";
      default -> "cannot be read: " + e.getMessage();
    };
  }
}
