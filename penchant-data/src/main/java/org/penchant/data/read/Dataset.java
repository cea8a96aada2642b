package org.penchant.data.read;

import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Preference data in memory.
 *
 * @param rows in the order of the files and of the rows in them
 * @param summary what was read
 * @param format the convention of the first file; the others are of the same kind
 */
public record Dataset(List<Comparison> rows, DataSummary summary, Format format) {
  public Dataset {
    rows = List.copyOf(rows);
  }

  /**
   * This data, if it is of the kind that is needed.
   *
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if it is not
   */
  public Dataset require(Format.Kind kind) {
    if (format.kind() == kind) return this;
    throw ProblemsException.of(
        ExitCode.BAD_DATA,
        summary.files().getFirst().file(),
        format.columns(),
        "the data must be of kind " + kind + ", not " + format.kind(),
        "give other data, or name the columns with --column");
  }
}
