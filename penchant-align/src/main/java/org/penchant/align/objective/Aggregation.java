package org.penchant.align.objective;

/**
 * What the row losses of one optimiser step are divided by after summing. Counts are those of the
 * whole step, so splitting a step into micro-batches changes nothing.
 */
public enum Aggregation {
  /** The number of rows. */
  MEAN,
  /** The number of trained tokens of first responses. */
  TOKENS,
  /** One. */
  SUM;

  /** The divisor for a step of {@code rows} rows and {@code tokens} trained tokens. */
  public double divisor(long rows, long tokens) {
    return switch (this) {
      case MEAN -> rows;
      case TOKENS -> tokens;
      case SUM -> 1;
    };
  }
}
