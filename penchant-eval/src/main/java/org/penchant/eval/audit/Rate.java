package org.penchant.eval.audit;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Interval;
import org.penchant.core.stats.Proportions;
import org.penchant.eval.metric.PairScores;

/**
 * A share of pairs with its uncertainty.
 *
 * @param hits pairs of which it is true
 * @param total all pairs
 * @param wilson the score interval, right if pairs are independent
 * @param byUnit the bootstrap interval over units, right if units are
 */
public record Rate(long hits, long total, Interval wilson, Interval byUnit) {
  static Rate of(
      List<PairScores> pairs,
      Units units,
      Predicate<PairScores> hit,
      Bootstrap bootstrap,
      RandomGenerator random) {
    long hits = pairs.stream().filter(hit).count();
    return new Rate(
        hits,
        pairs.size(),
        Proportions.wilson((double) hits, pairs.size(), bootstrap.confidence()),
        units.mean(pairs, p -> hit.test(p) ? 1 : 0, bootstrap, random));
  }

  /** hits / total. */
  public double share() {
    return (double) hits / total;
  }
}
