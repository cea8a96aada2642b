package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.List;
import org.penchant.core.preference.Comparison;

/**
 * Every pair of a list of samples whose scores differ, the higher chosen: n(n-1)/2 of n different
 * scores.
 *
 * @param dimension which scores; may be empty where there is one kind
 */
public record AllPairs(String dimension) implements Step {
  public static AllPairs defaults() {
    return new AllPairs("");
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    return ScoredList.each(rows, dimension, tally, (samples, _) -> all(samples, tally));
  }

  private static List<Comparison> all(ScoredList samples, Tally tally) {
    var pairs = new ArrayList<Comparison>();
    double[] scores = samples.scores();
    for (int i = 0; i < scores.length; i++)
      for (int j = i + 1; j < scores.length; j++) {
        if (scores[i] == scores[j]) tally.leaveOut("pairs of equal scores");
        else pairs.add(scores[i] > scores[j] ? samples.pair(i, j) : samples.pair(j, i));
      }
    return pairs;
  }
}
