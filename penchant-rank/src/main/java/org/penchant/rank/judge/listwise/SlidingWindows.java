package org.penchant.rank.judge.listwise;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.rank.judge.ListJudge;

/**
 * Reranks a long list window by window from its tail to its head, so that the best items move to
 * the front. Each window has a centre of its own; the whole has none.
 *
 * @param window items at once, at least 2
 * @param stride how far the next window starts before, in [1, window]
 */
public record SlidingWindows(int window, int stride, PermutationConsistency within) {
  public SlidingWindows {
    if (window < 2)
      throw new IllegalArgumentException("window = " + window + ", must be 2 or more");
    if (stride < 1 || stride > window)
      throw new IllegalArgumentException("stride = " + stride + ", must be in [1, " + window + "]");
  }

  /** Windows of 20 every 10. */
  public static SlidingWindows defaults() {
    return new SlidingWindows(20, 10, PermutationConsistency.defaults());
  }

  /** How many calls n items cost. */
  public int calls(int n) {
    return starts(n).size() * within.lists().outputs();
  }

  /** The items of {@code initial}, reranked once. */
  public List<Integer> rank(List<Integer> initial, ListJudge judge, RandomGenerator random) {
    var order = new ArrayList<>(initial);
    for (int start : starts(order.size())) {
      var items = List.copyOf(order.subList(start, Math.min(order.size(), start + window)));
      ListJudge here = (shown, s) -> judge.rank(shown.stream().map(items::get).toList(), s);
      var ranked = within.rank(items.size(), here, random).fused().order();
      for (int k = 0; k < items.size(); k++) order.set(start + k, items.get(ranked.get(k)));
    }
    return List.copyOf(order);
  }

  private List<Integer> starts(int n) {
    var starts = new ArrayList<Integer>();
    for (int start = n - window; start > 0; start -= stride) starts.add(start);
    starts.add(0);
    return starts;
  }
}
