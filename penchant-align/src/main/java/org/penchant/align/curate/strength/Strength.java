package org.penchant.align.curate.strength;

/** What several judges of one pair say of its label. */
public sealed interface Strength permits Votes, Agreement {
  /** Signed: negative where the judges are against the label. */
  double value();

  /** How far the judges are apart, not below 0. */
  double deviation();

  /** The share of judges that side with the label, in [0, 1]. */
  double share();

  /** The probability that the chosen is preferred, in [0, 1]. */
  double softLabel();

  /** Of the pair with its label reversed: value and share change sides, the deviation stays. */
  Strength swapped();

  /** max(0, 2 p - 1) with p the soft label: sure pairs count, doubtful ones hardly. */
  default double weight() {
    return Math.max(0, 2 * softLabel() - 1);
  }
}
