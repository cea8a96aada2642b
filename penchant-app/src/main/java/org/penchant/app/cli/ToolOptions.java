package org.penchant.app.cli;

import java.util.List;
import org.penchant.align.reward.tool.Limits;
import picocli.CommandLine.Option;

/** Which tools a reward model may ask, and how much. */
final class ToolOptions {
  @Option(
      names = "--tools",
      split = ",",
      defaultValue = "calculator,calendar",
      paramLabel = "NAMES",
      description =
          "Tools it may ask: calculator, calendar, search=FILE (a document a line), code=COMMAND,"
              + " which gets programs on its input and must be a sandbox where answers are not"
              + " trusted (default: ${DEFAULT-VALUE}).")
  List<String> tools = List.of();

  @Option(
      names = "--calls",
      defaultValue = "5",
      paramLabel = "N",
      description = "Most calls of a trace (default: ${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--call-seconds",
      defaultValue = "10",
      paramLabel = "SECONDS",
      description = "Longest call (default: ${DEFAULT-VALUE}).")
  private double seconds;

  Limits limits() {
    return TrainingOptions.valid(() -> new Limits(calls, seconds, Limits.defaults().characters()));
  }
}
