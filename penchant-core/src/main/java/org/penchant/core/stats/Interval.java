package org.penchant.core.stats;

/**
 * An estimate with its confidence interval.
 *
 * @param estimate the estimate from the sample itself
 * @param low lower end
 * @param high upper end
 * @param confidence the level, in (0, 1)
 */
public record Interval(double estimate, double low, double high, double confidence) {
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public double width() {
    return high - low;
  }
}
