package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.reference.ReferenceKind;
import org.penchant.app.job.AlignJob;
import org.penchant.app.job.AlignRequest;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a policy on preferences, from data to report. */
@Command(
    name = "align",
    mixinStandardHelpOptions = true,
    description = {
      "Aligns a language model with preference data and reports what it learned.",
      "Writes OUT/model (a Hugging Face folder), metrics.jsonl, checkpoints and report.html, .md,"
          + " .json."
    })
public final class Align implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private MethodOptions method = new MethodOptions();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FOLDER",
      description = "The starting policy.")
  private Path model = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "The run's folder; 'plan' needs none.")
  private @Nullable Path out;

  @Option(
      names = "--reference",
      defaultValue = "frozen",
      paramLabel = "KIND",
      description =
          "none, frozen, precomputed, ema:DECAY or sync:STEPS (default: ${DEFAULT-VALUE}).")
  private String reference = "frozen";

  @Mixin private TrainingOptions training = new TrainingOptions();
  @Mixin private EverySteps every = new EverySteps();

  @Option(
      names = "--samples",
      defaultValue = "4",
      paramLabel = "N",
      description = "Held-out prompts answered before and after (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(names = "--resume", description = "Go on from the newest checkpoint in OUT.")
  private boolean resume;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    if (out == null)
      throw ProblemsException.of(
          ExitCode.USAGE, "--out", "", "is required", "name the folder to write");
    var request = request();
    for (String warning : request.method().warnings()) line.getErr().println("warning: " + warning);
    var summary = new AlignJob(request, progress).runAndReport(() -> Instant.now().toString());
    progress.end();
    if (json) line.getOut().println(Json.pretty(summary.figures()));
    else {
      line.getOut().print(summary.text());
      line.getOut().println("report: " + summary.report());
    }
    line.getOut().flush();
    return ExitCode.OK.code();
  }

  boolean printsJson() {
    return json;
  }

  AlignRequest request() throws IOException {
    var chosen = method.method();
    var common =
        training.request(
            chosen, model, data, out == null ? Path.of("") : out, every.evalSteps, every.saveSteps);
    return common
        .withReference(TrainingOptions.valid(() -> ReferenceKind.parse(reference)))
        .withSamples(samples)
        .withResume(resume)
        .withOptions(TrainingOptions.given(Objects.requireNonNull(spec)));
  }
}
