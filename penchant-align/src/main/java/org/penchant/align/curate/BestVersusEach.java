package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.preference.Comparison;

/**
 * The best sample of a list against each of the others, in the order of a curriculum from easy to
 * hard (arXiv 2403.07230): the column {@code stage} is 1 for the pair with the greatest gap, 2 for
 * the next, and so on. Ties among the others keep the order of the list. A pair without a gap is no
 * preference: it is left out and the prompt has a stage less; nothing moves into its place.
 *
 * @param dimension which scores; may be empty where there is one kind
 */
public record BestVersusEach(String dimension) implements Step {
  public static BestVersusEach defaults() {
    return new BestVersusEach("");
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    return ScoredList.each(rows, dimension, tally, (samples, _) -> stages(samples, tally));
  }

  private static List<Comparison> stages(ScoredList samples, Tally tally) {
    double[] scores = samples.scores();
    if (scores.length < 2) {
      tally.leaveOut("rows with fewer than two scored candidates");
      return List.of();
    }
    int best = Position.MAX.nearest(scores, Position.Spread.SIGMA);
    var others =
        IntStream.range(0, scores.length)
            .filter(i -> i != best)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .toList();
    var pairs = new ArrayList<Comparison>();
    for (int stage = 0; stage < others.size(); stage++) {
      int other = others.get(stage);
      if (scores[other] == scores[best]) tally.leaveOut("pairs without a gap");
      else pairs.add(samples.pair(best, other).withColumn(Names.STAGE, stage + 1));
    }
    return pairs;
  }
}
