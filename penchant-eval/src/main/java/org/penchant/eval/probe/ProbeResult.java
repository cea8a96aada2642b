package org.penchant.eval.probe;

import org.penchant.core.stats.Interval;

/**
 * One dimension probed.
 *
 * @param trained items of the training split
 * @param accuracy on the test split, with its Wilson interval
 * @param counts of the test split
 * @param floor share of the test split's commonest class
 * @param control accuracy where the labels of both splits were shuffled
 * @param converged whether the probe's fit arrived
 */
public record ProbeResult(
    String dimension,
    int classes,
    int trained,
    Interval accuracy,
    ClassCounts counts,
    double floor,
    double control,
    boolean converged) {
  /** Accuracy less that of the control. */
  public double selectivity() {
    return accuracy.estimate() - control;
  }

  /** Whether accuracy says no more than the commonest class does: its interval holds the floor. */
  public boolean atFloor() {
    return accuracy.low() <= floor;
  }
}
