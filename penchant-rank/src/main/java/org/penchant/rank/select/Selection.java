package org.penchant.rank.select;

import java.util.OptionalDouble;
import org.penchant.core.preference.Content;

/** What selection ends with: an answer, or the finding that none is good enough. */
public sealed interface Selection {
  /** The best score of all answers drawn. */
  double score();

  /** Answers drawn. */
  int samples();

  /** The calibrated probability that the best answer is acceptable; empty if not calibrated. */
  OptionalDouble acceptance();

  /** An answer to return. */
  record Answer(Content content, double score, int samples, OptionalDouble acceptance)
      implements Selection {}

  /**
   * No answer is good enough.
   *
   * @param best the answer held back
   */
  record Abstention(Content best, double score, int samples, OptionalDouble acceptance)
      implements Selection {}
}
