package org.penchant.align.curate;

import java.util.List;
import org.penchant.core.preference.Comparison;
import org.penchant.core.random.Seeds;

/**
 * One pair of every list of scored samples, drawn uniformly among those whose scores differ, the
 * higher chosen: the control of any rule that picks pairs.
 *
 * @param dimension which scores; may be empty where there is one kind
 */
public record RandomPair(String dimension) implements Step {
  public static RandomPair defaults() {
    return new RandomPair("");
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    return ScoredList.each(
        rows,
        dimension,
        tally,
        (samples, index) -> draw(samples, tools.seeds().child("row " + index), tally));
  }

  private static List<Comparison> draw(ScoredList samples, Seeds seeds, Tally tally) {
    if (samples.allEqual()) {
      tally.leaveOut("rows without two different scores");
      return List.of();
    }
    var random = seeds.stream("pair");
    double[] scores = samples.scores();
    while (true) {
      int i = random.nextInt(scores.length);
      int j = random.nextInt(scores.length);
      if (scores[i] > scores[j]) return List.of(samples.pair(i, j));
    }
  }
}
