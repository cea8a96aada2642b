package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.ModelText;
import org.penchant.app.job.RowInspection;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a model reads of a row. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a model reads of a row: the rendered text, every token with its characters and"
          + " whether it trains, and what truncation would do.",
      "Needs the model's folder, not its weights."
    })
public final class Inspect implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--row",
      defaultValue = "0",
      paramLabel = "N",
      description = "The row's 0-based number in its file (default: ${DEFAULT-VALUE}).")
  private long row;

  @Option(
      names = "--max-length",
      defaultValue = "0",
      paramLabel = "TOKENS",
      description = "Longest sequence; 0 for the model's context.")
  private int maxLength;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (maxLength < 0)
      throw ProblemsException.of(
          ExitCode.USAGE, "--max-length", maxLength, "must be at least 0", "raise it");
    try (var text = ModelText.open(model, true)) {
      var inspection = RowInspection.of(text, data.rows().one(row), maxLength);
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      out.print(json ? Json.pretty(inspection) : inspection.toText());
      out.flush();
    }
    return ExitCode.OK.code();
  }
}
