package org.penchant.data.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.lint.LintRow.Part;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.DataSummary;
import org.penchant.data.read.FaultPolicy;
import org.penchant.data.read.PreferenceReader;
import org.penchant.data.read.ReadOptions;

/**
 * Reads data and runs every check over them, row by row.
 *
 * @param options how to read; faulty rows are kept whatever the options say
 * @param columns under which names columns stand
 * @param places how many places each finding names
 */
public record Linter(ReadOptions options, ColumnNames columns, int places) {
  /** Named places unless told otherwise. */
  public static final int DEFAULT_PLACES = 10;

  public static Linter defaults() {
    return new Linter(ReadOptions.defaults(), ColumnNames.defaults(), DEFAULT_PLACES);
  }

  /**
   * Checks training data and, where given, evaluation data against them.
   *
   * @param train at least one file
   * @param eval may be empty
   * @param problems takes what cannot be read
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} or {@link ExitCode#IO}, after both
   *     parts were read
   */
  public LintReport lint(List<Path> train, List<Path> eval, Problems problems) {
    List<Check> checks = Checks.of(places, !eval.isEmpty());
    var statistics = new ArrayList<Statistics>();
    ExitCode failed = read(train, Part.TRAIN, checks, statistics, problems);
    if (!eval.isEmpty()) {
      ExitCode also = read(eval, Part.EVAL, checks, statistics, problems);
      if (failed == null || also == ExitCode.IO) failed = also;
    }
    if (failed != null) problems.throwIfErrors(failed);
    return report(checks, statistics);
  }

  private @Nullable ExitCode read(
      List<Path> files,
      Part part,
      List<Check> checks,
      List<Statistics> statistics,
      Problems problems) {
    var counter = new Counter(part);
    var prints = new Fingerprints();
    try {
      DataSummary summary =
          new PreferenceReader(options.withAll(FaultPolicy.KEEP))
              .stream(
                  files,
                  columns,
                  problems,
                  read -> {
                    LintRow row = LintRow.of(read, part, prints);
                    counter.see(row);
                    for (Check check : checks) check.see(row);
                  });
      statistics.add(counter.statistics(summary.files()));
      return null;
    } catch (ProblemsException e) {
      return e.code();
    }
  }

  private static LintReport report(List<Check> checks, List<Statistics> statistics) {
    var findings = new ArrayList<Finding>();
    var clean = new ArrayList<String>();
    for (Check check : checks) {
      Found found = check.found();
      if (found.count() == 0) clean.add(check.name());
      else
        findings.add(
            new Finding(check.name(), check.rule(), check.remedy(), found.count(), found.places()));
    }
    return new LintReport(statistics, findings, clean);
  }
}
