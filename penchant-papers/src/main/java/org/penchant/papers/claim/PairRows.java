package org.penchant.papers.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.objective.Response;
import org.penchant.align.objective.Row;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Pair;

/**
 * The pairs of all seeds, seed after seed, as a {@code Batch} wants them.
 *
 * @param each pairs of every seed, equally many
 * @param first response of the chosen, counted through all seeds' worlds, [S n]
 * @param second response of the rejected, [S n]
 * @param columns numeric columns, [S n] each
 */
record PairRows(List<List<Pair>> each, long[] first, long[] second, Map<String, double[]> columns) {
  static final String CHOSEN = "chosen_rating";
  static final String REJECTED = "rejected_rating";
  private static final Response NOTHING = Response.of(0, 0);

  /**
   * @param responses of one world
   * @param seeds of every world, for permutations
   */
  static PairRows of(
      List<List<Pair>> each, int responses, List<DerivedColumn> derived, List<Seeds> seeds) {
    int n = each.getFirst().size();
    int all = each.size() * n;
    long[] first = new long[all];
    long[] second = new long[all];
    var columns = new HashMap<String, double[]>();
    double[] chosen = columns.computeIfAbsent(CHOSEN, _ -> new double[all]);
    double[] rejected = columns.computeIfAbsent(REJECTED, _ -> new double[all]);
    for (int s = 0; s < each.size(); s++) {
      if (each.get(s).size() != n)
        throw new IllegalArgumentException(
            "seeds have " + n + " and " + each.get(s).size() + " pairs");
      for (int i = 0; i < n; i++) {
        var pair = each.get(s).get(i);
        first[s * n + i] = (long) s * responses + pair.chosen();
        second[s * n + i] = (long) s * responses + pair.rejected();
        chosen[s * n + i] = pair.chosenScore();
        rejected[s * n + i] = pair.rejectedScore();
      }
    }
    for (var column : derived) {
      double[] values = new double[all];
      for (int s = 0; s < each.size(); s++) {
        double[] own = each.get(s).stream().mapToDouble(p -> column.of().of(row(p))).toArray();
        double[] got = column.of(own, seeds.get(s).stream("permutation"));
        System.arraycopy(got, 0, values, s * n, n);
      }
      columns.put(column.name(), values);
    }
    return new PairRows(each, first, second, columns);
  }

  private static Row row(Pair pair) {
    return Row.pair(NOTHING, NOTHING)
        .withColumns(Map.of(CHOSEN, pair.chosenScore(), REJECTED, pair.rejectedScore()));
  }

  /** S. */
  int seeds() {
    return each.size();
  }

  /** n. */
  int perSeed() {
    return each.getFirst().size();
  }
}
