package org.penchant.rank.judge;

import java.util.List;
import java.util.Optional;

/** Puts a list of items in order, knowing the order they were shown in. */
@FunctionalInterface
public interface ListJudge {
  /**
   * Asks once.
   *
   * @param shown items in the order shown
   * @param sample which of several independent answers this is, from 0
   * @return places in {@code shown}, from 0, of the best item first; some may be left out, repeated
   *     or unknown; empty if the reply could not be read
   */
  Optional<List<Integer>> rank(List<Integer> shown, int sample);
}
