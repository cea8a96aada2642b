package org.penchant.app.reward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.SkewSymmetric;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.Progress;
import org.penchant.core.parts.Codec;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;

/**
 * A reward model of text as a {@link Scorer}: the reward of a response under the mean user, one
 * pass a response. For many responses at once see {@link ScoreJob}.
 */
public final class RewardScorer implements Scorer, AutoCloseable {
  private static final int MAX_TOKENS = 8192;

  private final LoadedReward loaded;
  private final RewardRequest.Text how;

  private RewardScorer(LoadedReward loaded, RewardRequest.Text how) {
    this.loaded = loaded;
    this.how = how;
  }

  /**
   * Opens a folder; responses longer than the model's context are an error.
   *
   * @throws ProblemsException if the folder holds no reward model that scores texts one by one
   */
  public static RewardScorer open(Path folder) throws IOException {
    requireTexts(folder);
    var how = new RewardRequest.Text(0, Truncation.ERROR, true, Optional.empty());
    return new RewardScorer(LoadedReward.open(folder, how, MAX_TOKENS), how);
  }

  /**
   * Refuses a model that cannot say what one text by itself is worth, without loading it.
   *
   * @throws ProblemsException (usage) for a model of vectors, or a head that compares pairs only
   */
  static void requireTexts(Path folder) throws IOException {
    if (!RewardFolder.isOne(folder)) return;
    var description = RewardFolder.description(folder);
    if (!description.text())
      throw ProblemsException.of(
          ExitCode.USAGE,
          folder.toString(),
          "a model of vectors",
          "texts are to be scored",
          "name a model trained with reward train --model");
    var head = Codec.read(description.head(), Head.class);
    if (head instanceof SkewSymmetric)
      throw ProblemsException.of(
          ExitCode.USAGE,
          folder.toString(),
          head,
          "compares pairs only and has no reward of one text",
          "name a model with another head; reward eval --data measures this one on pairs");
  }

  @Override
  public double score(Content prompt, Content response) {
    var row =
        Comparison.unary(prompt, response, true, Provenance.made(loaded.folder().toString(), 0));
    try {
      var read =
          loaded
              .read(List.of(row), Optional.empty(), how, Outputs.POPULATION, Progress.silent())
              .getFirst();
      return loaded
          .model()
          .head()
          .score(read.orElseThrow().outputs(), loaded.model().values())
          .orElseThrow();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  @Override
  public void close() {
    loaded.close();
  }
}
