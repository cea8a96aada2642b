package org.penchant.app.reward;

import java.util.List;
import java.util.OptionalDouble;
import org.penchant.core.preference.Comparison;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;

/**
 * A decided pair under a reward model.
 *
 * @param margin log-odds of the chosen against the rejected
 * @param calibrated P(chosen preferred) by the model's own calibration, if it has one
 * @param source the data row
 */
record MeasuredPair(double margin, OptionalDouble calibrated, Comparison source) {
  /** Ties are half right. */
  double right() {
    return margin > 0 ? 1 : margin == 0 ? 0.5 : 0;
  }

  /** sigmoid(margin / temperature). */
  double probability(double temperature) {
    return 1 / (1 + Math.exp(-margin / temperature));
  }

  /** Words of both responses. */
  int words() {
    int words = 0;
    for (var candidate : source.candidates())
      words += candidate.content().plain().strip().split("\\s+").length;
    return words;
  }

  static double[] margins(List<MeasuredPair> pairs) {
    return pairs.stream().mapToDouble(MeasuredPair::margin).toArray();
  }

  /** With Wilson's 95 % interval. */
  static Interval accuracy(List<MeasuredPair> pairs) {
    return Proportions.wilson(
        pairs.stream().mapToDouble(MeasuredPair::right).sum(), pairs.size(), 0.95);
  }
}
