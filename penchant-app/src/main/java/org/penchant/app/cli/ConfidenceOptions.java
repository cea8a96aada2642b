package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.ConfidenceJob;
import org.penchant.app.reward.ScoreJob;
import org.penchant.eval.probe.RewardGate;
import picocli.CommandLine.Option;

/** Whether rewards are told with a confidence, and what becomes of those of little. */
final class ConfidenceOptions {
  @Option(
      names = "--confidence",
      paramLabel = "FILE",
      description =
          "Prototypes that reward eval --prototypes wrote: adds confidence, the dimension used, and"
              + " the gated reward of every response.")
  private @Nullable Path prototypes;

  @Option(
      names = "--gate-quantile",
      defaultValue = "0.25",
      paramLabel = "Q",
      description =
          "Of all confidences, below which a reward is gated (default: ${DEFAULT-VALUE}).")
  private double quantile;

  @Option(names = "--gate-drop", description = "A gated reward is null, not the mean of all.")
  private boolean drop;

  /** Columns for each row; none without prototypes. */
  List<Map<String, Object>> columns(
      ScoreJob job, List<ScoreJob.ScoredRow> scored, Progress progress) throws IOException {
    if (prototypes == null) return List.of();
    Path file = prototypes;
    var how =
        TrainingOptions.valid(() ->
            new ConfidenceJob(
                job,
                file,
                new RewardGate(
                    quantile, drop ? RewardGate.Instead.DROPPED : RewardGate.Instead.BATCH_MEAN)));
    return how.run(scored, progress).stream().map(ConfidenceJob.Row::json).toList();
  }
}
