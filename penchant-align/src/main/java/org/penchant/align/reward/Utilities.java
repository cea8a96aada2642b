package org.penchant.align.reward;

/** Utilities of a row's candidates and the way back from them. */
public interface Utilities {
  /**
   * Higher is better; their differences are log-odds of being preferred. The last is that of the
   * outside option, where a head has one.
   */
  double[] values();

  /**
   * Adds the slopes of a loss by outputs and tables.
   *
   * @param slopes of the loss by {@link #values}
   */
  void backward(double[] slopes, Outputs byOutputs, Tables byTables);
}
