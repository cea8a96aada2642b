package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.reward.EmbedJob;
import org.penchant.app.reward.RewardRequest;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes responses as vectors. */
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the hidden state of every response's last token to a .npy file, row after row, and an"
          + " index beside it.",
      "Heads train on it in seconds: reward train --embeddings."
    })
public final class RewardEmbed implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ScoringOptions scoring = new ScoringOptions();
  @Mixin private LengthOptions length = new LengthOptions();

  @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The .npy file; FILE.index.jsonl is written beside it.")
  private Path out = Path.of("");

  @Option(names = "--steps", description = "A vector for the end of every line of a response.")
  private boolean steps;

  @Option(names = "--prompts", description = "A vector for every prompt too.")
  private boolean prompts;

  @Option(names = "--json", description = "Print what was written as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var result =
        EmbedJob.run(
            model,
            data.rows(),
            new RewardRequest.Text(
                length.maxLength, length.truncation, scoring.countStraddling(), scoring.type()),
            scoring.maxTokens(),
            steps,
            prompts,
            out,
            progress);
    progress.end();
    if (json) line.getOut().println(Json.pretty(result));
    else {
      line.getOut()
          .println(
              result.vectors()
                  + " vectors of "
                  + result.width()
                  + " numbers for "
                  + result.rows()
                  + " rows in "
                  + out);
      result
          .leftOut()
          .forEach((why, n) -> line.getOut().println("left out: " + why + ", " + n + " responses"));
    }
    line.getOut().flush();
    return ExitCode.OK.code();
  }
}
