package org.penchant.align.curate;

import java.util.List;
import org.penchant.align.curate.Position.Spread;
import org.penchant.core.preference.Comparison;
import org.penchant.core.random.Seeds;

/**
 * One pair of every list of scored samples: the sample at a position against the worst of some
 * drawn at random from the others, without repetition. With one draw the rejected one is uniformly
 * random; with five it is the cheap variant of arXiv 2502.16825.
 *
 * @param chosen the position of the chosen sample
 * @param draws how many are drawn, at least 1; all others where there are fewer
 * @param dimension which scores; may be empty where there is one kind
 */
public record DrawnRejected(Position chosen, int draws, String dimension) implements Step {
  public DrawnRejected {
    if (draws < 1) throw new IllegalArgumentException("draws = " + draws + ", must be at least 1");
  }

  public static DrawnRejected defaults() {
    return new DrawnRejected(Position.MAX, 5, "");
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    return ScoredList.each(
        rows,
        dimension,
        tally,
        (samples, index) -> draw(samples, tools.seeds().child("row " + index), tally));
  }

  private List<Comparison> draw(ScoredList samples, Seeds seeds, Tally tally) {
    if (samples.size() < 2) {
      tally.leaveOut("rows with fewer than two scored candidates");
      return List.of();
    }
    double[] scores = samples.scores();
    int better = chosen.nearest(scores, Spread.SIGMA);
    int worst = -1;
    int drawn = 0;
    for (int i : Seeds.permutation(scores.length, seeds.stream("rejected"))) {
      if (i == better) continue;
      if (drawn++ == draws) break;
      if (worst < 0 || scores[i] < scores[worst]) worst = i;
    }
    if (scores[worst] >= scores[better]) {
      tally.leaveOut("rows where no drawn sample is worse than the chosen one");
      return List.of();
    }
    return List.of(samples.pair(better, worst));
  }
}
