package org.penchant.align.train;

/** Which rows each step sees; a position is all that resuming needs. */
@FunctionalInterface
public interface Batches {
  /** Row numbers of step {@code step} (from 0), at least one. */
  int[] rows(long step);
}
