package org.penchant.rank.game;

/** The players of the evaluation game. */
public enum Player {
  /** Picks a prompt and is paid for separating the other two. */
  PROMPT,
  /** Picks a model and is paid for being preferred. */
  KING,
  /** Picks a model and is paid for beating the king with another model. */
  REBEL
}
