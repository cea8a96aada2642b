package org.penchant.align.objective;

/** Checks of parameters; messages give value, rule and, where there is one, the reason. */
final class Require {
  private Require() {}

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) fail(name, value, "must be finite");
  }

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY))
      fail(name, value, "must be positive and finite");
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY))
      fail(name, value, "must be finite and not negative");
  }

  static void inRange(
      String name,
      double value,
      double least,
      boolean leastOpen,
      double most,
      boolean mostOpen,
      String because) {
    boolean low = leastOpen ? value > least : value >= least;
    boolean high = mostOpen ? value < most : value <= most;
    if (low && high) return;
    String range = (leastOpen ? "(" : "[") + least + ", " + most + (mostOpen ? ")" : "]");
    fail(name, value, "must be in " + range + (because.isEmpty() ? "" : ": " + because));
  }

  private static void fail(String name, double value, String rule) {
    throw new IllegalArgumentException(name + " = " + value + ", " + rule);
  }
}
