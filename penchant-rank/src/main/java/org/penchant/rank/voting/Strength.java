package org.penchant.rank.voting;

/** How strong one item's win over another is; n(i, j) voters rank i above j. */
public enum Strength {
  /** n(i, j) if it exceeds n(j, i), else 0. */
  WINNING_VOTES,
  /** n(i, j) - n(j, i). */
  MARGINS,
  /** n(i, j), won or not. */
  OPPOSITION
}
