package org.penchant.papers.world;

/**
 * Response lengths in tokens, uniform on least..most; unless all are 1, the last feature is (length
 * - centre) / spread, and true utility does not depend on it.
 */
public record Lengths(int least, int most, double centre, double spread) {
  public Lengths {
    if (least < 1 || most < least)
      throw new IllegalArgumentException("lengths " + least + ".." + most + ", must be 1 or more");
    if (!(spread > 0)) throw new IllegalArgumentException("spread = " + spread + ", must be > 0");
  }

  /** One token each. */
  public static Lengths defaults() {
    return new Lengths(1, 1, 0, 1);
  }

  boolean vary() {
    return most > 1;
  }

  /** (length - centre) / spread. */
  public double standardised(double length) {
    return (length - centre) / spread;
  }
}
