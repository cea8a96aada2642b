package org.penchant.align.reward.ideal;

import java.util.Arrays;
import java.util.Locale;

/**
 * Losses at token positions made one, from the first position where two responses differ to the end
 * (PAL, arXiv 2406.08469). The pooled loss is sum_i share_i loss_i, so that shares are its slopes.
 */
public enum TokenPooling {
  /** The last position that is no padding. */
  LAST,
  MEAN,
  /** Share i / (l (l + 1) / 2) of the i-th of l positions, i = 1..l. */
  CUMULATIVE;

  /**
   * What the positions count, summing to 1.
   *
   * @param positions l, at least 1
   */
  public double[] shares(int positions) {
    if (positions < 1)
      throw new IllegalArgumentException("positions = " + positions + ", must be at least 1");
    double[] shares = new double[positions];
    switch (this) {
      case LAST -> shares[positions - 1] = 1;
      case MEAN -> Arrays.fill(shares, 1.0 / positions);
      case CUMULATIVE -> Arrays.setAll(shares, i -> (i + 1) / (positions * (positions + 1.0) / 2));
    }
    return shares;
  }

  /** The pooled loss. */
  public double of(double[] losses) {
    double[] shares = shares(losses.length);
    double sum = 0;
    for (int i = 0; i < losses.length; i++) sum += shares[i] * losses[i];
    return sum;
  }

  /**
   * The first position where two responses differ; that of the shorter one's end if it begins the
   * longer one.
   *
   * @throws IllegalArgumentException if they are the same
   */
  public static int firstDifference(int[] first, int[] second) {
    int at = Arrays.mismatch(first, second);
    if (at < 0)
      throw new IllegalArgumentException(
          "the responses are the same " + first.length + " tokens: they cannot be told apart");
    return at;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
