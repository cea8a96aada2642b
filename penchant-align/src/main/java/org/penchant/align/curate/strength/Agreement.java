package org.penchant.align.curate.strength;

/**
 * K further judgments of a pair, of which some agree with its label (arXiv 2412.03822). The soft
 * label (1 + n) / (1 + K) counts the label once among them.
 *
 * <p>Ask in both orders equally often, or the share says where an answer stood. A judge's samples
 * agree more than people do; {@link #shrunk()} allows for it.
 *
 * @param agree n, from 0 to K
 * @param judgments K, at least 2: one alone makes the share 0 or 1
 */
public record Agreement(int agree, int judgments) implements Strength {
  public Agreement {
    if (judgments < 2)
      throw new IllegalArgumentException(
          "judgments = " + judgments + ", must be at least 2: one alone shows no disagreement");
    if (agree < 0 || agree > judgments)
      throw new IllegalArgumentException(
          "agree = " + agree + ", must be in [0, " + judgments + "]");
  }

  /** 2 n / K - 1, in [-1, 1]. */
  @Override
  public double value() {
    return 2 * share() - 1;
  }

  /** sqrt(a (1 - a)) of the share a. */
  @Override
  public double deviation() {
    return Math.sqrt(share() * (1 - share()));
  }

  @Override
  public double share() {
    return (double) agree / judgments;
  }

  /** (n + 1/2) / (K + 1): never 0 nor 1. */
  public double shrunk() {
    return (agree + 0.5) / (judgments + 1);
  }

  @Override
  public double softLabel() {
    return (1.0 + agree) / (1 + judgments);
  }

  /** Of the judgments alone: the label is no judge of its reverse. */
  @Override
  public Agreement swapped() {
    return new Agreement(judgments - agree, judgments);
  }
}
