package org.penchant.eval.report;

/**
 * What is measured along a direction.
 *
 * @param label with its unit
 * @param logarithmic whether equal ratios take equal room; values must then be positive
 */
public record Axis(String label, boolean logarithmic) {
  public static Axis linear(String label) {
    return new Axis(label, false);
  }

  public static Axis log(String label) {
    return new Axis(label, true);
  }

  /** Whether a value has a place on the axis. */
  boolean shows(double value) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }
}
