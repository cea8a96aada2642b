package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.votes.ScoreTable;

/**
 * How often a newcomer changes the order of the systems there were: systems arrive one by one, and
 * from the third on, m - 2 times, the order of the earlier ones is compared before and after (arXiv
 * 2210.05769).
 *
 * @param ties whether becoming tied or untied is a change; else earlier arrivals go first among
 *     ties
 */
public record IrrelevantAlternatives(boolean ties) {
  public static IrrelevantAlternatives defaults() {
    return new IrrelevantAlternatives(false);
  }

  /**
   * The number of changes.
   *
   * @param arrivals all system numbers, in the order they come
   */
  public int violations(TableRule rule, ScoreTable table, int[] arrivals) {
    int[] tasks = IntStream.range(0, table.tasks().size()).toArray();
    int violations = 0;
    List<List<Integer>> before = List.of();
    for (int here = 2; here <= arrivals.length; here++) {
      int[] present = java.util.Arrays.copyOf(arrivals, here);
      var order = rule.rank(Tables.part(table, present, tasks)).order();
      if (here > 2 && !before.equals(seen(order, here - 1))) violations++;
      before = seen(order, here);
    }
    return violations;
  }

  /** The order of the first arrivals: groups, or one item each. */
  private List<List<Integer>> seen(List<List<Integer>> order, int first) {
    var seen = new ArrayList<List<Integer>>();
    for (var group : order) {
      var old = group.stream().filter(i -> i < first).toList();
      if (ties && !old.isEmpty()) seen.add(old);
      if (!ties) old.forEach(i -> seen.add(List.of(i)));
    }
    return seen;
  }
}
