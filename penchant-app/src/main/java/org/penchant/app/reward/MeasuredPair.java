package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.penchant.core.preference.Comparison;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;
import org.penchant.eval.bench.Lengths;

/**
 * A decided pair under a reward model.
 *
 * @param margin log-odds of the chosen against the rejected
 * @param calibrated P(chosen preferred) by the model's own calibration, if it has one
 * @param source the data row
 */
record MeasuredPair(double margin, OptionalDouble calibrated, Comparison source) {
  private static final int RESAMPLES = 400;

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
    for (var candidate : source.candidates()) words += Lengths.words(candidate.content());
    return words;
  }

  static double[] margins(List<MeasuredPair> pairs) {
    return pairs.stream().mapToDouble(MeasuredPair::margin).toArray();
  }

  /** Those of one prompt together, prompts in the order they first come. */
  static List<List<MeasuredPair>> byPrompt(List<MeasuredPair> pairs) {
    var groups = new LinkedHashMap<String, List<MeasuredPair>>();
    for (var pair : pairs)
      groups.computeIfAbsent(pair.source().prompt().plain(), _ -> new ArrayList<>()).add(pair);
    return List.copyOf(groups.values());
  }

  /**
   * The share that is right with a 95 % interval: Wilson's where every pair has a prompt of its
   * own, else of resampled prompts, since pairs of one prompt are alike.
   */
  static Interval accuracy(List<MeasuredPair> pairs) {
    return byPrompt(pairs).size() == pairs.size()
        ? Proportions.wilson(
            pairs.stream().mapToDouble(MeasuredPair::right).sum(), pairs.size(), 0.95)
        : interval(
            pairs, some -> some.stream().mapToDouble(MeasuredPair::right).sum() / some.size());
  }

  /** A statistic with a 95 % interval of resampled prompts. */
  static Interval interval(
      List<MeasuredPair> pairs, ToDoubleFunction<List<MeasuredPair>> statistic) {
    var prompts = byPrompt(pairs);
    return new Bootstrap(RESAMPLES, 0.95)
        .interval(
            prompts.size(),
            units -> {
              var some = new ArrayList<MeasuredPair>();
              for (int unit : units) some.addAll(prompts.get(unit));
              return statistic.applyAsDouble(some);
            },
            new Seeds(0).stream("intervals"));
  }
}
