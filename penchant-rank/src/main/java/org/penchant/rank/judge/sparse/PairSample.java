package org.penchant.rank.judge.sparse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A design: ordered pairs to ask about, none twice and none of an item with itself.
 *
 * @param items how many
 * @param dropped repeated pairs and pairs of an item with itself
 * @param notes what a reader must know: classes that are never compared, items left out
 */
public record PairSample(int items, List<Pair> pairs, int dropped, List<String> notes) {
  /** Who is shown first and who second. */
  public record Pair(int first, int second) {}

  static PairSample of(int items, List<Pair> asked, List<String> notes) {
    var kept = new LinkedHashSet<Pair>();
    for (var pair : asked) if (pair.first() != pair.second()) kept.add(pair);
    var all = new ArrayList<>(notes);
    int parts = parts(items, List.copyOf(kept));
    if (parts > 1) all.add("the pairs leave " + parts + " sets of items that are never compared");
    return new PairSample(items, List.copyOf(kept), asked.size() - kept.size(), List.copyOf(all));
  }

  /** How many sets of items are never compared with each other; 1 if all are connected. */
  public int components() {
    return parts(items, pairs);
  }

  /** How many times fewer calls than all pairs in both orders. */
  public double saving() {
    return items * (items - 1.0) / pairs.size();
  }

  private static int parts(int items, List<Pair> pairs) {
    int[] root = IntStream.range(0, items).toArray();
    int parts = items;
    for (var pair : pairs) {
      int a = find(root, pair.first());
      int b = find(root, pair.second());
      if (a == b) continue;
      root[a] = b;
      parts--;
    }
    return parts;
  }

  private static int find(int[] root, int item) {
    int at = item;
    while (root[at] != at) at = root[at] = root[root[at]];
    return at;
  }
}
