package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Pairs as numbers, so that thousands of resamples cost little.
 *
 * @param subset the number of each pair's subset
 * @param group the number of each subset's group
 * @param side 1 where the chosen answer is longer, -1 where it is shorter, else 0
 */
record Cells(double[] credit, int[] subset, int[] group, int groups, int[] side) {
  static Cells of(List<ScoredPair> pairs, TieCredit ties) {
    int n = pairs.size();
    var subsets = new HashMap<List<String>, Integer>();
    var groups = new HashMap<String, Integer>();
    var groupOf = new ArrayList<Integer>();
    var cells = new Cells(new double[n], new int[n], new int[n], 0, new int[n]);
    for (int i = 0; i < n; i++) {
      var pair = pairs.get(i).pair();
      var key = List.of(pair.group(), pair.subset());
      int group = groups.computeIfAbsent(pair.group(), _ -> groups.size());
      cells.subset()[i] = subsets.computeIfAbsent(key, _ -> subsets.size());
      if (cells.subset()[i] == groupOf.size()) groupOf.add(group);
      cells.credit()[i] = pairs.get(i).credit(ties);
      cells.side()[i] =
          Integer.signum(Lengths.words(pair.chosen()) - Lengths.words(pair.rejected()));
    }
    int[] group = groupOf.stream().mapToInt(g -> g).toArray();
    return new Cells(cells.credit(), cells.subset(), group, groups.size(), cells.side());
  }

  /** The mean over groups of the mean over their subsets, of those that the pairs hit. */
  double overGroups(int[] pairs) {
    double[] sum = new double[group.length];
    int[] count = new int[group.length];
    for (int i : pairs) {
      sum[subset[i]] += credit[i];
      count[subset[i]]++;
    }
    double[] score = new double[groups];
    int[] hit = new int[groups];
    for (int s = 0; s < group.length; s++)
      if (count[s] > 0) {
        score[group[s]] += sum[s] / count[s];
        hit[group[s]]++;
      }
    double total = 0;
    int any = 0;
    for (int g = 0; g < groups; g++)
      if (hit[g] > 0) {
        total += score[g] / hit[g];
        any++;
      }
    return total / any;
  }

  /** The mean of both sides; of the one that the pairs hit, if they hit one alone. */
  double balanced(int[] pairs) {
    double[] sum = new double[2];
    int[] count = new int[2];
    for (int i : pairs)
      if (side[i] != 0) {
        int s = side[i] > 0 ? 1 : 0;
        sum[s] += credit[i];
        count[s]++;
      }
    if (count[0] == 0 && count[1] == 0) return 0.5;
    if (count[0] == 0) return sum[1] / count[1];
    if (count[1] == 0) return sum[0] / count[0];
    return (sum[0] / count[0] + sum[1] / count[1]) / 2;
  }
}
