package org.penchant.align.train;

import java.util.OptionalInt;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problems;

/** Which item of a reward model's features a row's candidates and prompt are. */
public interface RewardItems {
  /**
   * The item of a candidate; empty if the row cannot be used, which has then been counted or
   * reported.
   */
  OptionalInt candidate(Comparison row, int candidate, Problems problems);

  /** The item of the row's prompt. */
  OptionalInt prompt(Comparison row, Problems problems);
}
