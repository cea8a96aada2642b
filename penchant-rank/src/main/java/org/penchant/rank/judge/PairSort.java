package org.penchant.rank.judge;

import java.util.List;

/**
 * Orders items by asking a judge about pairs. Every sort spells out its own steps: a judge breaks
 * the contract of a library's comparator.
 */
public sealed interface PairSort permits MergeSort, BeamMerge, AnchoredPlacement {
  /**
   * The items of {@code initial}, best first.
   *
   * @param initial the order they come in, each once; it decides ties
   */
  List<Integer> sort(List<Integer> initial, Comparisons judge);
}
