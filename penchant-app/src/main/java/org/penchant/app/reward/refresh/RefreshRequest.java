package org.penchant.app.reward.refresh;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.curate.NearestPolicy;
import org.penchant.align.lm.Sampling;
import org.penchant.align.train.TrainOptions;
import org.penchant.app.job.DataRows;
import org.penchant.app.reward.RewardRequest;
import org.penchant.app.reward.ScoreJob;

/**
 * A refresh.
 *
 * @param model the reward model of the policy so far
 * @param start whose weights training starts from: the same, or the first one, against drift
 * @param features how both read rows
 * @param pairs the offline pairs
 * @param policy what the policy answers
 * @param references what the reference policy answers, to scale rewards by; rewards keep their
 *     scale without
 * @param space where answers are near each other
 * @param filter of the pairs
 * @param guard accuracy on held-out pairs that may be lost
 * @param train how
 * @param run where to
 */
public record RefreshRequest(
    Path model,
    Path start,
    Features features,
    Pairs pairs,
    Answers policy,
    Optional<Answers> references,
    Space space,
    NearestPolicy filter,
    double guard,
    TrainOptions train,
    Run run) {
  public RefreshRequest {
    if (!(guard >= 0 && guard <= 1))
      throw new IllegalArgumentException("guard = " + guard + ", must be in [0, 1]");
  }

  /** Scores rows with a model that reads them as this request says. */
  ScoreJob scores(Path model) {
    return ScoreJob.of(List.of(model), features.vectors(), features.text(), train.maxTokens());
  }

  /**
   * How a reward model reads rows.
   *
   * @param vectors of pairs and answers, for models of vectors
   * @param frozen whether the head trains alone
   */
  public record Features(Optional<Path> vectors, boolean frozen, RewardRequest.Text text) {}

  /**
   * Offline pairs.
   *
   * @param maxRows use the first rows only; 0 for all
   * @param heldOut pairs that only the guard sees; none for a share of the data
   * @param share held out, whole prompts
   */
  public record Pairs(DataRows data, int maxRows, List<Path> heldOut, double share) {
    public Pairs {
      heldOut = List.copyOf(heldOut);
    }
  }

  /** Answers to the pairs' prompts. */
  public sealed interface Answers {
    /** In a file of prompts and responses. */
    record InFile(DataRows rows) implements Answers {}

    /** A model folder writes them. */
    record Written(Path model, int samples, Sampling sampling) implements Answers {
      public Written {
        if (samples < 1)
          throw new IllegalArgumentException("samples = " + samples + ", must be at least 1");
      }
    }
  }

  /** A run's folder and record. */
  public record Run(Path out, boolean resume, Map<String, String> options, String started) {}
}
