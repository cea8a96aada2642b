package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.penchant.app.job.DataRows;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.ReadOptions;
import picocli.CommandLine.Mixin;
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

  @Mixin private RowOptions how = new RowOptions();

  /**
   * The rows these options name.
   *
   * @throws org.penchant.core.problems.ProblemsException if an option is wrong
   */
  DataRows rows() {
    return how.rows(files);
  }

  /** Another file's rows, read likewise. */
  DataRows alike(Path file) {
    return how.rows(List.of(file));
  }

  ReadOptions read() {
    return how.read();
  }

  ColumnNames columns(Problems usage) {
    return how.columns(usage);
  }
}
