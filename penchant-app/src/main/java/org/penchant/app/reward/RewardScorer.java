package org.penchant.app.reward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;

/**
 * A reward model of text as a {@link Scorer}: rewards under the mean user, one pass for the
 * responses to a prompt. A head that compares pairs scores a response against the others given with
 * it. For many prompts at once see {@link ScoreJob}.
 */
public final class RewardScorer implements Scorer, AutoCloseable {
  private static final int MAX_TOKENS = 8192;

  private final LoadedReward loaded;
  private final RewardRequest.Text how;
  private final Optional<RewardScale> unit;

  private RewardScorer(LoadedReward loaded, RewardRequest.Text how, Optional<RewardScale> unit) {
    this.loaded = loaded;
    this.how = how;
    this.unit = unit;
  }

  /**
   * Opens a folder; responses longer than the model's context are an error.
   *
   * @throws ProblemsException if the folder holds no reward model of text
   */
  public static RewardScorer open(Path folder) throws IOException {
    requireTexts(folder);
    var how = new RewardRequest.Text(0, Truncation.ERROR, true, Optional.empty());
    var loaded = LoadedReward.open(folder, how, MAX_TOKENS);
    try {
      return new RewardScorer(loaded, how, loaded.unit(false));
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  /** The same model, rewards divided by the temperature it was calibrated with, if it was. */
  public RewardScorer inLogOdds() throws IOException {
    return new RewardScorer(loaded, how, loaded.unit(true));
  }

  /** Tokens of a response to no prompt. */
  public int tokens(Content response) {
    return loaded.tokens(response);
  }

  /**
   * Refuses a model that does not read text, without loading it.
   *
   * @throws ProblemsException (usage) for a model of vectors
   */
  static void requireTexts(Path folder) throws IOException {
    if (RewardFolder.isOne(folder) && !RewardFolder.description(folder).text())
      throw ProblemsException.of(
          ExitCode.USAGE,
          folder.toString(),
          "a model of vectors",
          "texts are to be scored",
          "name a model trained with reward train --model");
  }

  @Override
  public double score(Content prompt, Content response) {
    return scores(prompt, List.of(response))[0];
  }

  @Override
  public double[] scores(Content prompt, List<Content> responses) {
    var row =
        Comparison.unjudged(prompt, responses, Provenance.made(loaded.folder().toString(), 0));
    try {
      var read =
          loaded
              .read(List.of(row), Optional.empty(), how, Outputs.POPULATION, Progress.silent())
              .getFirst()
              .orElseThrow();
      var model = loaded.model();
      double[][] raw = ScoreJob.rewards(model.head(), model.values(), read, Optional.empty());
      return Arrays.stream(ScaleFile.scaled(raw, unit)).mapToDouble(reward -> reward[0]).toArray();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  @Override
  public void close() {
    loaded.close();
  }
}
