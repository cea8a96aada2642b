package org.penchant.app.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penchant.align.train.LearningRate;
import org.penchant.align.train.TrainOptions;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.AlignRequest;
import org.penchant.app.job.Regimen;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.papers.catalogue.Method;
import org.penchant.torch.optim.AdamW;
import org.penchant.torch.tensor.DType;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How policies are trained, whatever the method. */
final class TrainingOptions {
  @Mixin private RegimenOptions around = new RegimenOptions();
  @Mixin private LoraOptions lora = new LoraOptions();

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
      names = "--dtype",
      paramLabel = "f32|bf16",
      description = "Element type to compute in; the folder's if not given.")
  private @Nullable DType type;

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
      names = "--seed",
      defaultValue = "0",
      paramLabel = "SEED",
      description = "Root of all random streams (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The run of a method under these options, its reference the frozen starting policy if it needs
   * one.
   *
   * @throws ProblemsException if an option is wrong
   */
  AlignRequest request(
      Method method, Path model, DataOptions data, Path out, int evalSteps, int saveSteps) {
    var usage = new Problems();
    var columns = data.columns(usage);
    usage.throwIfErrors(ExitCode.USAGE);
    var plain = AlignRequest.of(method, model, data.files, out);
    return valid(() -> {
      var regimen = regimen(method);
      return new AlignRequest(
          method,
          model,
          data.files,
          evalData,
          out,
          data.read(),
          columns,
          maxRows,
          maxLength,
          truncation,
          straddling.toLowerCase(Locale.ROOT).equals("count"),
          evalSplit,
          plain.reference(),
          Optional.ofNullable(type),
          lora.config(),
          regimen.over(train(evalSteps, saveSteps)),
          regimen,
          0,
          false,
          Map.of(),
          Instant.now().toString());
    });
  }

  /** What goes around a method: its recipe with these options over it. */
  Regimen regimen(Method method) {
    return around.over(method.recipe());
  }

  private TrainOptions train(int evalSteps, int saveSteps) {
    return new TrainOptions(
        new TrainOptions.Steps(batchSize, maxTokens, epochs, maxSteps, false, checkpointing),
        new LearningRate(learningRate, schedule, warmup),
        AdamW.Options.defaults().withWeightDecay(weightDecay),
        maxGradNorm,
        new TrainOptions.Intervals(evalSteps, saveSteps, patience, false),
        seed);
  }

  /** What {@code made} gives; a value out of range becomes a problem of usage. */
  static <T> T valid(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException bad) {
      throw ProblemsException.of(
          ExitCode.USAGE, "options", "", String.valueOf(bad.getMessage()), "see --help");
    }
  }

  /** Every option of a verb with its value, for manifests. */
  static Map<String, String> given(CommandSpec spec) {
    var options = new LinkedHashMap<String, String>();
    for (var option : spec.options())
      options.put(option.longestName(), String.valueOf((Object) option.getValue()));
    return options;
  }
}
