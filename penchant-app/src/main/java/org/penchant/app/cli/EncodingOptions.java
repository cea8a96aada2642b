package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penchant.torch.tensor.DType;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which rows train and which are held out, and how they become tokens. */
final class EncodingOptions {
  @Mixin final LengthOptions length = new LengthOptions();

  @Option(
      names = "--eval-data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Held-out data.")
  List<Path> evalData = List.of();

  @Option(
      names = "--eval-split",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description =
          "Share of rows held out without --eval-data; prompts stay together (default: ${DEFAULT-VALUE}).")
  double evalSplit;

  @Option(
      names = "--max-rows",
      defaultValue = "0",
      paramLabel = "N",
      description = "Use the first N rows only; 0 for all.")
  int maxRows;

  @Option(
      names = "--straddling",
      defaultValue = "refuse",
      paramLabel = "refuse|count",
      description =
          "Tokens that reach from the prompt into the response: an error, or not trained and counted (default: ${DEFAULT-VALUE}).")
  private String straddling = "refuse";

  @Option(
      names = "--dtype",
      paramLabel = "f32|bf16",
      description = "Element type to compute in; the folder's if not given.")
  @Nullable DType type;

  /** Whether tokens across the edge of a response are counted, not refused. */
  boolean countStraddling() {
    return straddling.toLowerCase(Locale.ROOT).equals("count");
  }
}
