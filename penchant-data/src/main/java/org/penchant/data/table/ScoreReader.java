package org.penchant.data.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.TableReader;

/**
 * Reads scores of systems (rows) on tasks (columns) from CSV, TSV, JSON and Parquet. Cells that are
 * empty or say {@code -, NA, NaN} are missing. A cell of two numbers, {@code 93.9/91.8}, stands for
 * two tasks, {@code MRPC/1} and {@code MRPC/2}, each with half the weight.
 *
 * @param options which columns mean what
 */
public record ScoreReader(ScoreOptions options) {
  private static final List<String> USUAL = List.of("system", "model", "name");

  public static ScoreReader defaults() {
    return new ScoreReader(ScoreOptions.defaults());
  }

  /**
   * Reads a file.
   *
   * @param problems takes errors and warnings
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if the table breaks a rule, with
   *     {@link ExitCode#IO} if it cannot be read
   */
  public ReadScores read(Path file, Problems problems) {
    var rows = new ScoreRows(this, problems);
    var facts = new TableReader(options.lineLimit(), false).read(file, problems, rows);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var columns = new ScoreColumns(file.toString(), options, rows, problems);
    var table = columns.table();
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new ReadScores(
        table.orElseThrow(),
        facts.orElseThrow(),
        rows.system(),
        columns.names(),
        columns.names().stream().filter(options.lowerIsBetter()::contains).toList(),
        rows.others().stream().filter(name -> !columns.names().contains(name)).toList());
  }

  /** The column of the systems' names. */
  Optional<String> system(List<String> header) {
    if (options.system().isPresent()) return options.system();
    for (String usual : USUAL)
      for (String name : header)
        if (name.toLowerCase(Locale.ROOT).equals(usual)) return Optional.of(name);
    return Optional.empty();
  }
}
