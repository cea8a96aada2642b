package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import org.penchant.app.job.TextScorers;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;

/**
 * A scorer that the command line named, and what it holds.
 *
 * @param holds nothing for programmatic scorers
 */
public record NamedScorer(Scorer scorer, AutoCloseable holds) implements AutoCloseable {
  private static final String REWARD = "reward:";
  private static final String SHAPED = "shaped:";

  /**
   * Opens {@code reward:FOLDER}, {@code shaped:FILE} (see {@link ShapedFile}), or a scorer of
   * {@link TextScorers}.
   *
   * @throws ProblemsException if the name is none, or the folder holds no such model
   */
  public static NamedScorer open(String name) throws IOException {
    if (name.startsWith(SHAPED)) return ShapedFile.open(Path.of(name.substring(SHAPED.length())));
    if (!name.startsWith(REWARD)) return new NamedScorer(TextScorers.parse(name), () -> {});
    var scorer = RewardScorer.open(Path.of(name.substring(REWARD.length())));
    return new NamedScorer(scorer, scorer);
  }

  @Override
  public void close() throws IOException {
    try {
      holds.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
