package org.penchant.app.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reward models, from preference data to scores. */
@Command(
    name = "reward",
    mixinStandardHelpOptions = true,
    subcommands = {
      RewardEmbed.class,
      RewardTrace.class,
      RewardTrain.class,
      RewardScore.class,
      RewardCalibrate.class,
      RewardRefresh.class,
      RewardEval.class,
      RewardConvert.class,
      RewardMerge.class,
      RewardBestOfN.class,
      RewardAdapt.class
    },
    description = {
      "Trains, scores, calibrates, evaluates and merges reward models: heads on a model's hidden"
          + " states or on given vectors."
    })
public final class RewardVerb implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Name a part of reward; see --help.");
  }
}
