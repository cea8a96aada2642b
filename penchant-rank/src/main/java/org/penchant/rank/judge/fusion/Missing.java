package org.penchant.rank.judge.fusion;

/** What becomes of an item that an order leaves out. */
public enum Missing {
  /** It takes the mean of the places left, (ranked + 1 + n) / 2. */
  MEAN_OF_REST,
  /** The order says nothing of it: its score is a mean over the orders that hold it. */
  LEFT_OUT,
  /** The orders cannot be fused. */
  REFUSE
}
