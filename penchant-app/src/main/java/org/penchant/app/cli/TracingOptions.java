package org.penchant.app.cli;

import org.penchant.align.reward.tool.Ablation;
import org.penchant.app.reward.Tracing;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a reward model that reads traces (094) comes by them. */
final class TracingOptions {
  @Mixin private ToolOptions tools = new ToolOptions();

  @Option(
      names = "--traces",
      defaultValue = "model",
      paramLabel = "model|data",
      description =
          "Whose traces a model that reads them is shown: its own, or the data's (default:"
              + " ${DEFAULT-VALUE}).")
  private Tracing.From from = Tracing.From.MODEL;

  @Option(
      names = "--without",
      defaultValue = "none",
      paramLabel = "none|observation|rationale|tools",
      description =
          "What is kept from such a model, to see what it is worth (default: ${DEFAULT-VALUE}).")
  private Ablation without = Ablation.NONE;

  Tracing tracing() {
    return new Tracing(from, tools.tools, tools.limits(), without);
  }
}
