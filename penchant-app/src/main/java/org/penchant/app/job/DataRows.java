package org.penchant.app.job;

import java.nio.file.Path;
import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.PreferenceReader;
import org.penchant.data.read.ReadOptions;

/**
 * Which rows a verb works on.
 *
 * @param files preference data of one kind
 * @param read how files are read
 * @param columns where columns stand
 */
public record DataRows(List<Path> files, ReadOptions read, ColumnNames columns) {
  public DataRows {
    files = List.copyOf(files);
  }

  /**
   * All rows, in order.
   *
   * @throws ProblemsException if a file or row breaks a rule
   */
  public List<Comparison> all() {
    return new PreferenceReader(read).read(files, columns, new Problems()).rows();
  }

  /** The same of files that may be of several kinds, each read by itself. */
  public List<Comparison> ofAnyKind() {
    return files.stream()
        .flatMap(file -> new DataRows(List.of(file), read, columns).all().stream())
        .toList();
  }

  /**
   * The row of that 0-based number in its file.
   *
   * @throws ProblemsException if no file, or more than one, has such a row
   */
  public Comparison one(long number) {
    var rows = all();
    var found = rows.stream().filter(r -> r.provenance().row() == number).toList();
    long places = found.stream().map(r -> r.provenance().file()).distinct().count();
    if (places == 1) return found.getFirst();
    long last = rows.stream().mapToLong(r -> r.provenance().row()).max().orElse(0);
    throw ProblemsException.of(
        ExitCode.USAGE,
        "--row",
        number,
        places == 0
            ? "is no row that was read; rows are numbered 0 to " + last
            : "is a row of " + places + " files",
        places == 0 ? "choose another row" : "give one file");
  }
}
