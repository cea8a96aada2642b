package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.penchant.app.job.DataRows;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.FaultPolicy;
import org.penchant.data.read.ReadOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How rows of preference data are read. */
final class RowOptions {
  @Mixin private ColumnOptions columns = new ColumnOptions();

  @Option(
      names = "--faulty-rows",
      paramLabel = "error|drop",
      defaultValue = "error",
      description =
          "Rows with empty replies, differing prompts or unpaired surrogates: an error that names"
              + " them, or left out and counted (default: ${DEFAULT-VALUE}).")
  private FaultPolicy faulty = FaultPolicy.ERROR;

  /**
   * The rows of some files.
   *
   * @throws org.penchant.core.problems.ProblemsException if an option is wrong
   */
  DataRows rows(List<Path> files) {
    var usage = new Problems();
    var names = columns(usage);
    usage.throwIfErrors(ExitCode.USAGE);
    return new DataRows(files, read(), names);
  }

  ReadOptions read() {
    var options = ReadOptions.defaults().withAll(faulty);
    return new ReadOptions(columns.format(), options.policies(), options.lineLimit());
  }

  ColumnNames columns(Problems usage) {
    return columns.names(usage);
  }
}
