package org.penchant.core.stats;

/** Preconditions of the statistics here. */
final class Checks {
  private Checks() {}

  static void atLeast(int least, double[] x, String name) {
    if (x.length < least)
      throw new IllegalArgumentException(
          name + " has " + x.length + " values, needs at least " + least);
  }

  /** For statistics that compute with values. */
  static void finite(double[] x, String name) {
    for (int i = 0; i < x.length; i++)
      if (!Double.isFinite(x[i]))
        throw new IllegalArgumentException(name + "[" + i + "] = " + x[i] + ", must be finite");
  }

  /** For statistics that only order values. */
  static void ordered(double[] x, String name) {
    for (int i = 0; i < x.length; i++)
      if (Double.isNaN(x[i])) throw new IllegalArgumentException(name + "[" + i + "] is NaN");
  }

  static void sameLength(double[] x, double[] y) {
    if (x.length != y.length)
      throw new IllegalArgumentException(
          "arrays of lengths " + x.length + " and " + y.length + " do not pair");
  }

  static void confidence(double confidence) {
    if (!(confidence > 0 && confidence < 1))
      throw new IllegalArgumentException("confidence = " + confidence + ", must be in (0, 1)");
  }

  static void probability(double p, String name) {
    if (!(p >= 0 && p <= 1))
      throw new IllegalArgumentException(name + " = " + p + ", must be in [0, 1]");
  }
}
