package org.penchant.align.curate;

import java.util.Arrays;
import java.util.List;
import org.penchant.align.curate.Position.Spread;
import org.penchant.core.preference.Comparison;

/**
 * One pair of every list of scored samples: those at two of seven positions of their distribution.
 * Chosen max and rejected minus-two-sigma is the rule of arXiv 2502.16825: unlike the minimum,
 * minus-two-sigma does not move into outliers as samples are added; max and min is best of n
 * against worst. There are 21 combinations.
 *
 * <p>With up to five samples no score lies below mu - 2 sigma, so that the rule chooses the
 * minimum. Equal texts count once. A list is left out where all scores are equal or both positions
 * fall on one sample or score.
 *
 * @param chosen the better position
 * @param rejected the worse one
 * @param spread how positions between the extremes are measured
 * @param dimension which scores; may be empty where there is one kind
 */
public record ChoosePair(Position chosen, Position rejected, Spread spread, String dimension)
    implements Step {
  /** Fewer different scores than this are no distribution. */
  private static final int COARSE = 5;

  public ChoosePair {
    if (!rejected.isBelow(chosen))
      throw new IllegalArgumentException(
          "chosen = " + chosen + " must be a better position than rejected = " + rejected);
  }

  public static ChoosePair defaults() {
    return new ChoosePair(Position.MAX, Position.MINUS_TWO_SIGMA, Spread.SIGMA, "");
  }

  public ChoosePair withPositions(Position better, Position worse) {
    return new ChoosePair(better, worse, spread, dimension);
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    return ScoredList.each(rows, dimension, tally, (samples, _) -> choose(samples, tally));
  }

  private List<Comparison> choose(ScoredList samples, Tally tally) {
    if (samples.size() < 2) {
      tally.leaveOut("rows with fewer than two scored candidates");
      return List.of();
    }
    if (samples.allEqual()) {
      tally.leaveOut("rows whose scores are all equal");
      return List.of();
    }
    double[] scores = samples.scores();
    if (scores.length >= COARSE && Arrays.stream(scores).distinct().count() < COARSE)
      tally.note("rows with fewer than five different scores: positions are coarse");
    int better = chosen.nearest(scores, spread);
    int worse = rejected.nearest(scores, spread);
    if (better == worse || scores[better] == scores[worse]) {
      tally.leaveOut("rows where both positions fall on one score");
      return List.of();
    }
    return List.of(samples.pair(better, worse));
  }
}
