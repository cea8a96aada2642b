package org.penchant.app.reward;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.penchant.core.stats.Calibration;
import org.penchant.eval.report.Block;

/** Probabilities of both orders of every pair, and whether each happened. */
record BothOrders(double[] p, boolean[] happened) {
  /**
   * Of decided pairs.
   *
   * @param chosen P(chosen preferred)
   */
  static BothOrders of(List<MeasuredPair> pairs, ToDoubleFunction<MeasuredPair> chosen) {
    double[] p = new double[2 * pairs.size()];
    boolean[] happened = new boolean[p.length];
    for (int i = 0; i < pairs.size(); i++) {
      p[2 * i] = chosen.applyAsDouble(pairs.get(i));
      p[2 * i + 1] = 1 - p[2 * i];
      happened[2 * i] = true;
    }
    return new BothOrders(p, happened);
  }

  double ece() {
    return Calibration.expectedCalibrationError(p, happened, Calibration.BINS);
  }

  double brier() {
    return Calibration.brier(p, happened);
  }

  Block diagram(String name) {
    return new Block.Reliability(
        "P(chosen preferred), both orders of a pair, " + name,
        Calibration.reliability(p, happened, Calibration.BINS),
        ece());
  }
}
