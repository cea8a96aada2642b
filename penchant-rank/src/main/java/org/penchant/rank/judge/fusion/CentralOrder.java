package org.penchant.rank.judge.fusion;

import java.util.List;
import java.util.stream.IntStream;
import org.penchant.rank.standing.Standings;

/**
 * The order of least summed Kendall distance to all orders (arXiv 2310.07712), as n less the place;
 * Borda's order decides between optima and is where a search begins. A pair counts where both items
 * are placed.
 */
public record CentralOrder(KemenyCentre solver) implements RankFusion {
  /** Insertion search, for any number of items. */
  public static CentralOrder defaults() {
    return new CentralOrder(LocalSearch.defaults());
  }

  @Override
  public double[] scores(Positions positions) {
    int n = positions.items().size();
    var above = new double[n][n];
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) above[i][j] = positions.above(i, j);
    double[] means = new MeanPlace().scores(positions);
    var start =
        Standings.of("borda", positions.items(), means)
            .order(IntStream.range(0, n).boxed().toList());
    var scores = new double[n];
    List<Integer> order = solver.centre(above, start);
    for (int k = 0; k < n; k++) scores[order.get(k)] = n - 1 - k;
    return scores;
  }
}
