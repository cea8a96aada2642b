package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.reference.ReferenceKind;
import org.penchant.align.train.LearningRate;
import org.penchant.align.train.TrainOptions;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.AlignJob;
import org.penchant.app.job.AlignRequest;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.DType;
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
      names = "--eval-data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Held-out data.")
  private List<Path> evalData = List.of();

  @Option(
      names = "--eval-split",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description =
          "Share of rows held out without --eval-data; prompts stay together (default: ${DEFAULT-VALUE}).")
  private double evalSplit;

  @Option(
      names = "--max-rows",
      defaultValue = "0",
      paramLabel = "N",
      description = "Use the first N rows only; 0 for all.")
  private int maxRows;

  @Option(
      names = "--max-length",
      defaultValue = "0",
      paramLabel = "TOKENS",
      description = "Longest sequence; 0 for the model's context.")
  private int maxLength;

  @Option(
      names = "--truncation",
      defaultValue = "error",
      paramLabel = "error|drop|prompt|completion",
      description = "What happens to longer sequences (default: ${DEFAULT-VALUE}).")
  private Truncation truncation = Truncation.ERROR;

  @Option(
      names = "--straddling",
      defaultValue = "refuse",
      paramLabel = "refuse|count",
      description =
          "Tokens that reach from the prompt into the response: an error, or not trained and counted (default: ${DEFAULT-VALUE}).")
  private String straddling = "refuse";

  @Option(
      names = "--reference",
      defaultValue = "frozen",
      paramLabel = "KIND",
      description =
          "none, frozen, precomputed, ema:DECAY or sync:STEPS (default: ${DEFAULT-VALUE}).")
  private String reference = "frozen";

  @Option(
      names = "--dtype",
      paramLabel = "f32|bf16",
      description = "Element type to compute in; the folder's if not given.")
  private @Nullable DType type;

  @Mixin private RegimenOptions around = new RegimenOptions();
  @Mixin private LoraOptions lora = new LoraOptions();

  @Option(
      names = "--batch-size",
      defaultValue = "16",
      paramLabel = "ROWS",
      description = "Rows of one optimiser step (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--max-tokens",
      defaultValue = "8192",
      paramLabel = "TOKENS",
      description =
          "Tokens of one forward pass; larger steps accumulate (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--epochs",
      defaultValue = "1",
      paramLabel = "N",
      description = "Passes over the data (default: ${DEFAULT-VALUE}).")
  private double epochs;

  @Option(
      names = "--max-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Optimiser steps instead of epochs; 0 for epochs.")
  private long maxSteps;

  @Option(
      names = "--learning-rate",
      defaultValue = "1e-5",
      paramLabel = "RATE",
      description = "Peak learning rate (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--schedule",
      defaultValue = "cosine",
      paramLabel = "constant|linear|cosine",
      description = "Learning rate after warm-up (default: ${DEFAULT-VALUE}).")
  private LearningRate.Shape schedule = LearningRate.Shape.COSINE;

  @Option(
      names = "--warmup",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Share of steps of linear warm-up (default: ${DEFAULT-VALUE}).")
  private double warmup;

  @Option(
      names = "--weight-decay",
      defaultValue = "0",
      paramLabel = "RATE",
      description = "Decoupled decay of matrices (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--max-grad-norm",
      defaultValue = "1",
      paramLabel = "NORM",
      description = "Longer gradients are scaled down; 0 for never (default: ${DEFAULT-VALUE}).")
  private double maxGradNorm;

  @Option(
      names = "--eval-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Steps between evaluations; 0 for before and after only.")
  private int evalSteps;

  @Option(
      names = "--save-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Steps between checkpoints; 0 for none.")
  private int saveSteps;

  @Option(
      names = "--patience",
      defaultValue = "0",
      paramLabel = "N",
      description = "Evaluations without a lower loss before stopping; 0 for never.")
  private int patience;

  @Option(
      names = "--checkpointing",
      description = "Compute activations again on the way back: less memory, about a third slower.")
  private boolean checkpointing;

  @Option(
      names = "--samples",
      defaultValue = "4",
      paramLabel = "N",
      description = "Held-out prompts answered before and after (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "SEED",
      description = "Root of all random streams (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--resume", description = "Go on from the newest checkpoint in OUT.")
  private boolean resume;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = java.util.Objects.requireNonNull(spec).commandLine();
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
    var usage = new Problems();
    var columns = data.columns(usage);
    usage.throwIfErrors(ExitCode.USAGE);
    try {
      var chosen = method.method();
      var regimen = around.over(chosen.recipe());
      return new AlignRequest(
          chosen,
          model,
          data.files,
          evalData,
          out == null ? Path.of("") : out,
          data.read(),
          columns,
          maxRows,
          maxLength,
          truncation,
          straddling.toLowerCase(Locale.ROOT).equals("count"),
          evalSplit,
          ReferenceKind.parse(reference),
          Optional.ofNullable(type),
          lora.config(),
          new TrainOptions(
              batchSize,
              maxTokens,
              epochs,
              maxSteps,
              new LearningRate(learningRate, schedule, warmup),
              AdamW.Options.defaults().withWeightDecay(weightDecay),
              maxGradNorm,
              evalSteps,
              saveSteps,
              patience,
              seed,
              checkpointing,
              regimen.curriculum().order().isPresent(),
              regimen.stages().isPresent() || regimen.noisy().isPresent()),
          regimen,
          samples,
          resume,
          given(),
          Instant.now().toString());
    } catch (IllegalArgumentException bad) {
      throw ProblemsException.of(
          ExitCode.USAGE, "options", "", String.valueOf(bad.getMessage()), "see --help");
    }
  }

  private Map<String, String> given() {
    var options = new LinkedHashMap<String, String>();
    for (var option : java.util.Objects.requireNonNull(spec).options())
      options.put(option.longestName(), String.valueOf((Object) option.getValue()));
    return options;
  }
}
