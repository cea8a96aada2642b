package org.penchant.eval.bench;

/** What a benchmark of reward models asks. */
public enum BenchFormat {
  /** Chosen against rejected, subsets gathered in sections, as RewardBench has it. */
  PAIRS,
  /** Right against wrong in three styles each, as RM-Bench has it. */
  STYLES,
  /** Two answers with a label of the better one and a source, as JudgeBench has it. */
  JUDGED,
  /** Two answers with votes of several annotators. */
  VOTES,
  /** Two answers, the first better, the second, or neither. */
  TIES
}
