package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.ensemble.Pooling;
import org.penchant.app.job.Progress;
import org.penchant.app.rank.RankMethods;
import org.penchant.app.reward.AdaptJob;
import org.penchant.app.reward.CalibrateJob;
import org.penchant.app.reward.RewardRequest;
import org.penchant.app.reward.ScoreJob;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which reward models score, and how rows reach them. */
final class RewardModelOptions {
  @Mixin private ScoringOptions scoring = new ScoringOptions();
  @Mixin private LengthOptions length = new LengthOptions();
  @Mixin private TracingOptions tracing = new TracingOptions();

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
      names = "--pool",
      paramLabel = "PART",
      description =
          "What an ensemble's reward is: mean (the default), least, or '{cautious: {k: 1}}', the"
              + " mean less k deviations.")
  private @Nullable String pool;

  @Option(
      names = "--caution",
      paramLabel = "K",
      description = "Lower confidence bound: short for --pool '{cautious: {k: K}}'.")
  private @Nullable Double caution;

  /** The job these options name. */
  ScoreJob job() {
    return job(Optional.ofNullable(embeddings));
  }

  /** The same with other vectors. */
  ScoreJob job(Optional<Path> vectors) {
    var text = text();
    int maxTokens = scoring.maxTokens();
    var pooling = pooling();
    return new ScoreJob(
        models, vectors, text, maxTokens, Optional.ofNullable(user), pooling, false);
  }

  private Pooling pooling() {
    if (pool != null && caution != null)
      throw ProblemsException.of(
          ExitCode.USAGE, "--pool, --caution", pool, "say the same thing twice", "give one");
    if (pool != null) return RankMethods.part("--pool", pool, Pooling.class);
    return TrainingOptions.valid(
        () -> caution == null || caution == 0 ? new Pooling.Mean() : new Pooling.Cautious(caution));
  }

  /** Adds the new annotators of rows to the one model these options name. */
  Map<String, Integer> adapt(List<Comparison> rows, double scale, Path out, Progress progress)
      throws IOException {
    return AdaptJob.run(
        one(),
        Optional.ofNullable(embeddings),
        text(),
        scoring.maxTokens(),
        rows,
        scale,
        FewShot.defaults(),
        out,
        progress);
  }

  private Path one() {
    if (models.size() == 1) return models.getFirst();
    throw ProblemsException.of(
        ExitCode.USAGE, "--model", models, "one model is changed at a time", "name one");
  }

  /** The calibration of the one model these options name. */
  CalibrateJob calibration() {
    return new CalibrateJob(one(), Optional.ofNullable(embeddings), text(), scoring.maxTokens());
  }

  RewardRequest.Text text() {
    return new RewardRequest.Text(
        length.maxLength,
        length.truncation,
        scoring.countStraddling(),
        scoring.type(),
        tracing.tracing());
  }

  /** The models in words. */
  String title() {
    return models.stream().map(Path::toString).collect(Collectors.joining(" + "));
  }

  /** One of the models in words. */
  String name(int k) {
    return models.get(k).toString();
  }

  boolean several() {
    return models.size() > 1;
  }
}
