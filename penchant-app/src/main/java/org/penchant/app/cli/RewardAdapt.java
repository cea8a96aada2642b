package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds new users to a personal reward model. */
@Command(
    name = "adapt",
    mixinStandardHelpOptions = true,
    description = {
      "Fits new annotators of a personal reward model (047, 078) from a few of their comparisons;"
          + " nothing else of the model changes."
    })
public final class RewardAdapt implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private RewardModelOptions model = new RewardModelOptions();

  @Option(
      names = "--scale",
      defaultValue = "1",
      paramLabel = "SCALE",
      description = "1 / temperature that the model was trained with.")
  private double scale;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder of the model that knows the new users too.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print the comparisons used, by user, as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var counts = model.adapt(data.rows().all(), scale, out, progress);
    progress.end();
    if (json) line.getOut().println(Json.pretty(counts));
    else counts.forEach((user, n) -> line.getOut().println(user + ": " + n + " comparisons"));
    line.getOut().flush();
    return ExitCode.OK.code();
  }
}
