package org.penchant.eval.bench;

import java.util.List;
import java.util.function.BiPredicate;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Bootstrap;

/**
 * How a benchmark is counted.
 *
 * @param ties what equal scores are worth
 * @param bootstrap over items, for figures that are no simple share; its confidence is that of all
 *     intervals
 * @param truncates whether the model would not see one of the answers whole; such items are
 *     flagged, not scored
 * @param seeds of resampling and of halves
 */
public record BenchOptions(
    TieCredit ties,
    Bootstrap bootstrap,
    BiPredicate<Content, List<Content>> truncates,
    Seeds seeds) {
  /** Ties are half, 1,000 resamples at 95%, nothing is truncated, seed 0. */
  public static BenchOptions defaults() {
    return new BenchOptions(TieCredit.HALF, Bootstrap.defaults(), Scoring.WHOLE, new Seeds(0));
  }

  public BenchOptions withTies(TieCredit value) {
    return new BenchOptions(value, bootstrap, truncates, seeds);
  }

  public BenchOptions withBootstrap(Bootstrap value) {
    return new BenchOptions(ties, value, truncates, seeds);
  }

  public BenchOptions withTruncates(BiPredicate<Content, List<Content>> value) {
    return new BenchOptions(ties, bootstrap, value, seeds);
  }

  public BenchOptions withSeeds(Seeds value) {
    return new BenchOptions(ties, bootstrap, truncates, value);
  }

  double confidence() {
    return bootstrap.confidence();
  }
}
