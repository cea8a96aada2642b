package org.penchant.align.reward.shape;

/**
 * A reward less {@code rate} for every token beyond {@code free}, taken before shaping.
 *
 * @param free tokens that cost nothing
 * @param rate in units of the raw reward
 */
public record LengthPenalty(int free, double rate) {
  public LengthPenalty {
    if (free < 0 || !(rate >= 0 && Double.isFinite(rate)))
      throw new IllegalArgumentException(
          "length penalty of " + rate + " beyond " + free + ", neither may be negative");
  }

  /** 0.01 for each token beyond 300. */
  public static LengthPenalty defaults() {
    return new LengthPenalty(300, 0.01);
  }

  public static LengthPenalty none() {
    return new LengthPenalty(0, 0);
  }

  /** The reward of an answer of {@code length} tokens. */
  public double of(double raw, int length) {
    return raw - rate * Math.max(0, length - free);
  }
}
