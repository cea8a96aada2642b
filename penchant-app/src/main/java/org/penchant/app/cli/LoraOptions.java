package org.penchant.app.cli;

import java.util.List;
import java.util.Optional;
import org.penchant.align.lm.LoraConfig;
import picocli.CommandLine.Option;

/** Whether and how to train a low-rank adapter. */
final class LoraOptions {
  @Option(
      names = "--lora-rank",
      defaultValue = "0",
      paramLabel = "R",
      description = "Train a LoRA adapter of this rank instead of the weights; 0 for the weights.")
  private int rank;

  @Option(
      names = "--lora-alpha",
      defaultValue = "16",
      paramLabel = "ALPHA",
      description = "The adapter is scaled by alpha / rank (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--lora-targets",
      arity = "1..*",
      paramLabel = "MODULE",
      description = "Modules to adapt, by the end of their names; all linear maps if not given.")
  private List<String> targets = List.of();

  @Option(names = "--rslora", description = "Scale by alpha / sqrt(rank).")
  private boolean rankStabilised;

  Optional<LoraConfig> config() {
    if (rank == 0) return Optional.empty();
    var config = LoraConfig.of(rank).withAlpha(alpha).withRankStabilised(rankStabilised);
    return Optional.of(
        config.withTargets(
            targets.isEmpty() ? new LoraConfig.AllLinear() : new LoraConfig.Ends(targets)));
  }
}
