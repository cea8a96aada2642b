package org.penchant.app.cli;

import org.penchant.align.train.Truncation;
import picocli.CommandLine.Option;

/** How long sequences may be, and what happens to longer ones. */
final class LengthOptions {
  @Option(
      names = "--max-length",
      defaultValue = "0",
      paramLabel = "TOKENS",
      description = "Longest sequence; 0 for the model's context.")
  int maxLength;

  @Option(
      names = "--truncation",
      defaultValue = "error",
      paramLabel = "error|drop|prompt|completion",
      description = "What happens to longer sequences (default: ${DEFAULT-VALUE}).")
  Truncation truncation = Truncation.ERROR;
}
