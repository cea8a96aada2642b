package org.penchant.rank.choice;

/**
 * How likely it is that the first of two is chosen, given d, its utility minus the second's (with
 * all effects of order and covariates), and at most one tie parameter t. All are log-concave in (d,
 * t) and safe for |d| up to 1e4.
 */
public sealed interface PairModel permits BradleyTerry, RaoKupper, Davidson, Thurstone {
  /** How the tie parameter is called and in which unit it is; empty without one. */
  String tieName();

  /** Where it comes from; {@code Fixed(0)} without one. */
  Tie tie();

  /** A start for it from the share of ties, in (0, 1). */
  double tieStart(double rate);

  /** The value it tends to when there are no ties, or a stand-in that makes ties impossible. */
  double tieless();

  /** The greatest value it may not reach from above. */
  default double tieAbove() {
    return Double.NEGATIVE_INFINITY;
  }

  /** Whether a tie counts as half a win for each, so that soft votes can be used as well. */
  default boolean tiesHalf() {
    return tieName().isEmpty();
  }

  /** P(first wins); where ties count half, its expected share. The second's is that of -d. */
  double win(double d, double t);

  /** P(tie); 0 where ties count half. */
  double tie(double d, double t);

  /** How much of a vote the first is expected to get: P(first wins) + P(tie) / 2. */
  default double share(double d, double t) {
    return win(d, t) + tie(d, t) / 2;
  }

  /**
   * Adds the log-likelihood of votes, and its derivatives.
   *
   * @param won how many the first won, a real number not below 0
   * @param lost how many it lost
   * @param tied how many were ties
   */
  void add(double d, double t, double won, double lost, double tied, PairTerms sums);
}
