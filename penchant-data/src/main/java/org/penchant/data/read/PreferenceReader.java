package org.penchant.data.read;

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
    var opening = new Opening(problems);
    for (Path file : files) {
      var take = new FileRows(options, columns, problems, rows, skipped);
      opening
          .read(file, take)
          .map(take::summary)
          .ifPresent(summary -> {
            if (!summaries.isEmpty()) sameKind(summaries.getFirst(), summary, problems);
            summaries.add(summary);
          });
    }
    var summary = new DataSummary(summaries, skipped);
    if (summary.rows() == 0 && !skipped.isEmpty() && !problems.hasErrors())
      problems.error(
          files.getFirst().toString(),
          skipped.size() + " rows left out",
          "no row is left",
          "mend the rows, or keep them by another policy");
    opening.throwIfErrors();
    return summary;
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
}
