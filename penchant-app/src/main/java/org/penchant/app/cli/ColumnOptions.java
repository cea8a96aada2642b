package org.penchant.app.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.Format;
import picocli.CommandLine.Option;

/** Where the columns of preference data stand. */
final class ColumnOptions {
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

  /** The convention that was named. */
  Optional<Format> format() {
    return Optional.ofNullable(format);
  }

  /** The columns' names; what is wrong with them goes to {@code usage}. */
  ColumnNames names(Problems usage) {
    var names = ColumnNames.defaults().with(columns, usage);
    for (String name : numeric) names = names.withNumeric(name);
    return names;
  }
}
