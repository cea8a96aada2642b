package org.penchant.app.reward.refresh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.ScoreJob;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;

/** The moments of a refreshed model's rewards of reference answers. */
final class ReferenceScale {
  private ReferenceScale() {}

  /** Empty where there are no reference answers. */
  static Optional<RewardScale> of(
      RefreshRequest request, Path model, List<Content> prompts, Seeds seeds, Progress progress)
      throws IOException {
    if (request.references().isEmpty()) return Optional.empty();
    var answers =
        PolicyAnswers.of(
            request.references().get(),
            prompts,
            request.run().out().resolve("references.jsonl"),
            request.run().resume(),
            seeds.child("refresh references"),
            progress,
            request.pairs().data());
    double[] rewards =
        request.scores(model).run(answers, progress).stream()
            .flatMap(row -> row.candidates().stream())
            .mapToDouble(ScoreJob.Scored::reward)
            .toArray();
    try {
      return Optional.of(RewardScale.of(rewards));
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--references",
          rewards.length + " answers",
          String.valueOf(refused.getMessage()),
          "give answers of the reference policy to the prompts of --data");
    }
  }
}
