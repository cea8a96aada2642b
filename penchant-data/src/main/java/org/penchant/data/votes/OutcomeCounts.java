package org.penchant.data.votes;

/**
 * How many votes ended how.
 *
 * @param first the first won
 * @param second the second won
 * @param ties neither won, those both bad aside
 * @param bothBad neither would do
 * @param soft anything in between
 */
public record OutcomeCounts(double first, double second, double ties, double bothBad, double soft) {
  public double total() {
    return first + second + ties + bothBad + soft;
  }
}
