package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.reward.MergeJob;
import org.penchant.core.problems.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Averages reward models. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the average of reward models' weights: one model that keeps what its members share.",
      "Members need one start: train them with --init of one model and with other seeds."
    })
public final class RewardMerge implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "OUT/model of runs of reward train; two or more.")
  private List<Path> models = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The average's folder.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    for (var warning : MergeJob.run(models, out)) line.getErr().println("warning: " + warning);
    line.getOut().println("the average of " + models.size() + " models: " + out);
    line.getOut().flush();
    return ExitCode.OK.code();
  }
}
