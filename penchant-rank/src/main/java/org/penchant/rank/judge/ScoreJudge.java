package org.penchant.rank.judge;

import java.util.Optional;
import org.penchant.core.preference.Content;

/** Scores two answers side by side. */
@FunctionalInterface
public interface ScoreJudge {
  /**
   * Asks once.
   *
   * @param sample which of several independent evaluations this is, from 0
   * @return the scores by position, {@code a} of the answer shown first; empty if the reply could
   *     not be read
   */
  Optional<AnswerScores> score(Content prompt, Content first, Content second, int sample);
}
