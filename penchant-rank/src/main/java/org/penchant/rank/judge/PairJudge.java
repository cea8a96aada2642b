package org.penchant.rank.judge;

import java.util.Optional;

/**
 * Says which of two items is better, knowing which it was shown first. Never give one to a sort of
 * a library: it may contradict itself.
 */
@FunctionalInterface
public interface PairJudge {
  /** Asks once; empty if the reply could not be read. */
  Optional<OrderedPair> compare(int first, int second);
}
