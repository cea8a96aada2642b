package org.penchant.rank.judge;

import java.util.List;
import java.util.Optional;
import org.penchant.core.preference.Content;

/** Says which of two answers to a prompt is better, knowing which it was shown first. */
@FunctionalInterface
public interface TextJudge {
  /**
   * Asks once.
   *
   * @param sample which of several independent answers this is, from 0
   * @return empty if the reply could not be read
   */
  Optional<OrderedPair> compare(Content prompt, Content first, Content second, int sample);

  /** This judge on the answers to one prompt, by their index. */
  default PairJudge on(Content prompt, List<Content> answers) {
    return (i, j) -> compare(prompt, answers.get(i), answers.get(j), 0);
  }
}
