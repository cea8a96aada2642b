package org.penchant.rank.judge;

/**
 * From what a judge said of a pair in both orders to one probability that the item shown first in
 * {@code forward} is better. All but {@link OneOrder} agree with themselves when the pair is
 * exchanged: P(i, j) + P(j, i) = 1.
 */
public sealed interface PositionCalibration {
  /**
   * Probability that i is better than j.
   *
   * @param forward the judge's answer with i first
   * @param reversed its answer with j first; {@link OneOrder} does not look at it
   */
  double probability(OrderedPair forward, OrderedPair reversed);

  /** Whether a pair costs two calls. */
  default boolean bothOrders() {
    return true;
  }

  /** The answer as given; position bias and all. */
  record OneOrder() implements PositionCalibration {
    @Override
    public double probability(OrderedPair forward, OrderedPair reversed) {
      return forward.probability();
    }

    @Override
    public boolean bothOrders() {
      return false;
    }
  }

  /** (p_ij + 1 - p_ji) / 2, ties as half (arXiv 2403.16950). */
  record Mean() implements PositionCalibration {
    @Override
    public double probability(OrderedPair forward, OrderedPair reversed) {
      return (forward.probability() + 1 - reversed.probability()) / 2;
    }
  }

  /**
   * sigmoid((Z_ij - Z_ji) / 2), Z the log-odds of the first: a constant added to every Z cancels
   * (arXiv 2406.00231, revised). Ties are left out.
   */
  record LogOdds() implements PositionCalibration {
    @Override
    public double probability(OrderedPair forward, OrderedPair reversed) {
      return sigmoid((forward.logOdds() - reversed.logOdds()) / 2);
    }
  }

  /**
   * sigmoid(p_ij - p_ji), a softmax over probabilities (arXiv 2406.00231, first version); decides
   * like {@link LogOdds}, but stays between 0.269 and 0.731.
   */
  record Softmax() implements PositionCalibration {
    @Override
    public double probability(OrderedPair forward, OrderedPair reversed) {
      return sigmoid(forward.probability() - reversed.probability());
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
