package org.penchant.app.reward;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.penchant.core.stats.Calibration;
import org.penchant.eval.report.Block;

/** Probabilities of both orders of every pair, and whether each happened. */
record BothOrders(Calibration.Predictions said) {
  /**
   * Of decided pairs.
   *
   * @param chosen P(chosen preferred)
   */
  static BothOrders of(List<MeasuredPair> pairs, ToDoubleFunction<MeasuredPair> chosen) {
    return new BothOrders(Calibration.bothOrders(pairs.stream().mapToDouble(chosen).toArray()));
  }

  double ece() {
    return said.ece();
  }

  double brier() {
    return said.brier();
  }

  Block diagram(String name) {
    return new Block.Reliability(
        "P(chosen preferred), both orders of a pair, " + name, said.reliability(), ece());
  }
}
