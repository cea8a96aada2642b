package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.DataRows;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.FaultPolicy;
import org.penchant.data.read.Format;
import org.penchant.data.read.ReadOptions;
import picocli.CommandLine.Option;

/** Where preference data are and how to read them. */
final class DataOptions {
  @Option(
      names = "--data",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Preference data: JSONL, JSON, CSV or Parquet, plain, gzip or zstd.")
  List<Path> files = List.of();

  @Option(
      names = "--column",
      paramLabel = "COLUMN=NAME",
      description = "Where a column stands, such as prompt=question; may be given again.")
  private List<String> columns = List.of();

  @Option(
      names = "--numeric",
      paramLabel = "NAME",
      description = "A further column that must hold numbers; may be given again.")
  private List<String> numeric = List.of();

  @Option(
      names = "--data-format",
      paramLabel = "FORMAT",
      description = "The column convention instead of recognising it: ${COMPLETION-CANDIDATES}.")
  private @Nullable Format format;

  @Option(
      names = "--faulty-rows",
      paramLabel = "error|drop",
      defaultValue = "error",
      description =
          "Rows with empty replies, differing prompts or unpaired surrogates: an error that names"
              + " them, or left out and counted (default: ${DEFAULT-VALUE}).")
  private FaultPolicy faulty = FaultPolicy.ERROR;

  /**
   * The rows these options name.
   *
   * @throws org.penchant.core.problems.ProblemsException if an option is wrong
   */
  DataRows rows() {
    var usage = new Problems();
    var names = columns(usage);
    usage.throwIfErrors(ExitCode.USAGE);
    return new DataRows(files, read(), names);
  }

  ReadOptions read() {
    var options = ReadOptions.defaults().withAll(faulty);
    return format == null
        ? options
        : new ReadOptions(Optional.of(format), options.policies(), options.lineLimit());
  }

  ColumnNames columns(Problems usage) {
    var names = ColumnNames.defaults().with(columns, usage);
    for (String name : numeric) names = names.withNumeric(name);
    return names;
  }
}
