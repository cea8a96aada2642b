package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.align.train.Truncation;
import org.penchant.app.reward.CalibrateJob;
import org.penchant.app.reward.RewardRequest;
import org.penchant.app.reward.ScoreJob;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which reward models score, and how rows reach them. */
final class RewardModelOptions {
  @Mixin private ScoringOptions scoring = new ScoringOptions();

  @Option(
      names = "--model",
      required = true,
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "OUT/model of reward train, or a sequence classifier; several are an ensemble.")
  private List<Path> models = List.of();

  @Option(
      names = "--embeddings",
      paramLabel = "FILE",
      description = "The .npy file of the rows, for models of vectors.")
  private @Nullable Path embeddings;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Whose rewards, where users differ; the mean of all if not given.")
  private @Nullable String user;

  @Option(
      names = "--caution",
      defaultValue = "0",
      paramLabel = "K",
      description =
          "Lower confidence bound: mean less K times the deviation (default: ${DEFAULT-VALUE}).")
  private double caution;

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

  /** The job these options name. */
  ScoreJob job() {
    var text = text();
    int maxTokens = scoring.maxTokens();
    return TrainingOptions.valid(() ->
        new ScoreJob(
            models,
            Optional.ofNullable(embeddings),
            text,
            maxTokens,
            Optional.ofNullable(user),
            caution));
  }

  /** The calibration of the one model these options name. */
  CalibrateJob calibration() {
    if (models.size() > 1)
      throw ProblemsException.of(
          ExitCode.USAGE, "--model", models, "one model is calibrated", "name one");
    return new CalibrateJob(
        models.getFirst(), Optional.ofNullable(embeddings), text(), scoring.maxTokens());
  }

  RewardRequest.Text text() {
    return new RewardRequest.Text(maxLength, truncation, scoring.countStraddling(), scoring.type());
  }

  boolean several() {
    return models.size() > 1;
  }
}
