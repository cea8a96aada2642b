package org.penchant.rank.voting;

import org.penchant.core.votes.ScoreTable;

/**
 * From a table of scores, systems by tasks, to winners and one order. Higher scores are better; see
 * {@link Tables#flipped} for tasks where lower ones are.
 */
public sealed interface TableRule
    permits Voted,
        ArithmeticMean,
        GeometricMean,
        OptimalityGap,
        StandardisedMean,
        TwoStep,
        TableRule.Custom {
  /**
   * Ranks the systems.
   *
   * @throws org.penchant.core.problems.ProblemsException if a system or task has no score, no task
   *     has weight, or the rule cannot use the scores or do without the missing ones
   */
  Outcome rank(ScoreTable table);

  /** A rule of the user's own. */
  non-sealed interface Custom extends TableRule {}
}
