package org.penchant.app.cli;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.tensor.DType;
import picocli.CommandLine.Option;

/** How verbs that score responses run a model. */
final class ScoringOptions {
  @Option(
      names = "--straddling",
      defaultValue = "refuse",
      paramLabel = "refuse|count",
      description =
          "Tokens that reach from the prompt into the response: an error, or not counted in"
              + " (default: ${DEFAULT-VALUE}).")
  private String straddling = "refuse";

  @Option(
      names = "--dtype",
      paramLabel = "f32|bf16",
      description = "Element type to compute in; the folder's if not given.")
  private @Nullable DType type;

  @Option(
      names = "--max-tokens",
      defaultValue = "8192",
      paramLabel = "TOKENS",
      description = "Tokens of one forward pass (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  Optional<DType> type() {
    return Optional.ofNullable(type);
  }

  boolean countStraddling() {
    return switch (straddling.toLowerCase(Locale.ROOT)) {
      case "count" -> true;
      case "refuse" -> false;
      default ->
          throw ProblemsException.of(
              ExitCode.USAGE,
              "--straddling",
              straddling,
              "must be refuse or count",
              "--straddling count");
    };
  }

  int maxTokens() {
    if (maxTokens > 0) return maxTokens;
    throw ProblemsException.of(
        ExitCode.USAGE, "--max-tokens", maxTokens, "must be at least 1", "raise it");
  }
}
