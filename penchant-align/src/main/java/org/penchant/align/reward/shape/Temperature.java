package org.penchant.align.reward.shape;

import org.penchant.core.numeric.Logistic;

/**
 * The scale on which a reward's differences are log-odds: 1/t maximises the mean of log sigmoid(d /
 * t) over margins d of chosen over rejected. A reward model trained by another loss than
 * Bradley-Terry's must be divided by it before "probability good" means anything.
 */
public final class Temperature {
  private static final double WIDEST = 1e6;
  private static final int HALVINGS = 200;

  private Temperature() {}

  /**
   * t.
   *
   * @param margins chosen minus rejected, finite
   * @throws IllegalArgumentException if none or all margins are positive, so that no finite t
   *     exists
   */
  public static double fit(double[] margins) {
    boolean wrong = false;
    double sum = 0;
    for (double d : margins) {
      if (!Double.isFinite(d)) throw new IllegalArgumentException("margin " + d);
      wrong |= d < 0;
      sum += d;
    }
    if (!wrong || !(sum > 0))
      throw new IllegalArgumentException(
          "no temperature fits: margins must be mostly positive, and some negative");
    double low = 1 / WIDEST;
    double high = WIDEST;
    for (int i = 0; i < HALVINGS && high > low * (1 + 1e-14); i++) {
      double middle = Math.sqrt(low * high);
      double slope = 0;
      for (double d : margins) slope += d * Logistic.sigmoid(-middle * d);
      if (slope > 0) low = middle;
      else high = middle;
    }
    return 1 / Math.sqrt(low * high);
  }
}
