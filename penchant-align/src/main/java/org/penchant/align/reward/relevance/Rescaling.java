package org.penchant.align.reward.relevance;

import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.stats.Quantiles;

/**
 * The linear map that takes the 5 % and 95 % quantiles of closed relevances to those of open
 * rewards, with nothing below 0. It holds for the encoder it was fitted with and is saved with its
 * identity.
 *
 * @param encoder identity of the encoder
 */
public record Rescaling(
    String encoder, double closedLow, double closedHigh, double openLow, double openHigh) {
  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;

  public Rescaling {
    if (!(closedLow < closedHigh) || !(openLow < openHigh))
      throw new IllegalArgumentException(
          "cannot map ["
              + closedLow
              + ", "
              + closedHigh
              + "] to ["
              + openLow
              + ", "
              + openHigh
              + "]: both must have a width");
  }

  /** No change but at negative values. */
  public static Rescaling none(Encoder encoder) {
    return new Rescaling(encoder.identity(), 0, 1, 0, 1);
  }

  /**
   * Fitted to samples of the reference policy.
   *
   * @param closed relevances to the reference answer, on closed queries
   * @param open relevance times length incentive times distinctness, on open ones
   * @throws ProblemsException if a sample's quantiles coincide
   */
  public static Rescaling fit(Encoder encoder, double[] closed, double[] open) {
    double[] from = Quantiles.quantiles(closed, LOW, HIGH);
    double[] to = Quantiles.quantiles(open, LOW, HIGH);
    for (double[] ends : new double[][] {from, to})
      if (!(ends[0] < ends[1]))
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            ends == from ? "closed relevances" : "open rewards",
            ends[0],
            "its 5 % and 95 % quantiles are one value, which no map can spread",
            "calibrate on more, and more varied, answers");
    return new Rescaling(encoder.identity(), from[0], from[1], to[0], to[1]);
  }

  /** The value on the scale of open rewards, at least 0. */
  public double of(double relevance) {
    double share = (relevance - closedLow) / (closedHigh - closedLow);
    return Math.max(0, openLow + share * (openHigh - openLow));
  }

  /**
   * Holds if it was fitted with this encoder.
   *
   * @throws ProblemsException otherwise
   */
  public void check(Encoder used) {
    if (!encoder.equals(used.identity()))
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "rescaling",
          encoder,
          "was fitted with another encoder than " + used.identity(),
          "fit it again: dot products of encoders are not comparable");
  }
}
