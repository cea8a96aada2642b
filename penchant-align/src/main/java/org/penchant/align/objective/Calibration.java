package org.penchant.align.objective;

/**
 * What a token's probability is compared with (WPO, arXiv 2406.11827): log A_t for the policy's
 * distribution p_t over the vocabulary.
 */
public enum Calibration {
  /** A_t = 1: no calibration. */
  NONE,
  /** A_t = sum_v p_t(v)^2: the expected probability of a token drawn from the policy itself. */
  SAMPLED,
  /** A_t = max_v p_t(v). */
  GREEDY
}
