package org.penchant.align.reward.relevance;

import java.util.List;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/** Whether a reward prefers a short answer on the topic to a long one off it. */
public final class OffTopic {
  private OffTopic() {}

  /** One question to a reward. */
  public record Triplet(Content query, Content relevant, Content irrelevant) {}

  /**
   * The share of triplets whose relevant answer scores higher; ties count as wrong.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static double accuracy(Scorer reward, List<Triplet> triplets) {
    if (triplets.isEmpty()) throw new IllegalArgumentException("no triplets");
    long right =
        triplets.stream()
            .filter(t ->
                reward.score(t.query(), t.relevant()) > reward.score(t.query(), t.irrelevant()))
            .count();
    return (double) right / triplets.size();
  }
}
