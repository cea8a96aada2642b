package org.penchant.rank.judge.listwise;

import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/**
 * What a judge said of n items shown in several orders, translated back to the items.
 *
 * @param items how many
 * @param orders items, best first, each once; some may be left out
 * @param failed replies that could not be read
 * @param repaired replies with items named twice or unknown, of which the first naming counts
 */
public record ListOutputs(int items, List<List<Integer>> orders, int failed, int repaired) {
  public ListOutputs {
    orders = orders.stream().map(List::copyOf).toList();
  }

  /** In how many orders each item stands: what is seldom ranked is known badly. */
  public int[] presence() {
    var counts = new int[items];
    for (var order : orders) for (int item : order) counts[item]++;
    return counts;
  }

  /** The orders as ballots on items named by their numbers. */
  public Ballots ballots() {
    return new Ballots(
        IntStream.range(0, items).mapToObj(String::valueOf).toList(),
        orders.stream()
            .map(o -> Ballot.of(o.stream().mapToInt(Integer::intValue).toArray()))
            .toList());
  }
}
