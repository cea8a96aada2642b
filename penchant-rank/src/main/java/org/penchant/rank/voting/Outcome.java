package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.rank.standing.Standings;

/**
 * What a rule makes of ballots.
 *
 * @param rule the rule with its settings
 * @param items names
 * @param order item numbers from best to worst; those of one group tie
 * @param winners item numbers, ascending; several where they tie, none where the rule elects nobody
 * @param scores one an item, higher is better; empty where the rule has none
 * @param notes what a reader must know
 */
public record Outcome(
    String rule,
    List<String> items,
    List<List<Integer>> order,
    List<Integer> winners,
    double[] scores,
    List<String> notes) {
  public Outcome {
    items = List.copyOf(items);
    order = order.stream().map(g -> g.stream().sorted().toList()).toList();
    winners = winners.stream().sorted().toList();
    notes = List.copyOf(notes);
    int ranked = order.stream().mapToInt(List::size).sum();
    if (ranked != items.size())
      throw new IllegalArgumentException(ranked + " items ordered of " + items.size());
    if (scores.length != 0 && scores.length != items.size())
      throw new IllegalArgumentException(scores.length + " scores for " + items.size() + " items");
  }

  /** The first group of an order without scores wins. */
  static Outcome ofOrder(String rule, List<String> items, List<List<Integer>> order) {
    return new Outcome(rule, items, order, order.getFirst(), new double[0], List.of());
  }

  /** Higher exact scores first, equal ones tie, the highest win. */
  static <T extends Comparable<? super T>> Outcome ofScores(
      String rule, List<String> items, T[] exact, double[] shown) {
    var order = grouped(exact);
    return new Outcome(rule, items, order, order.getFirst(), shown, List.of());
  }

  /** Item numbers by falling score, equal scores in one group. */
  static <T extends Comparable<? super T>> List<List<Integer>> grouped(T[] scores) {
    Comparator<Integer> falling = (i, j) -> scores[j].compareTo(scores[i]);
    var groups = new ArrayList<List<Integer>>();
    for (int item : IntStream.range(0, scores.length).boxed().sorted(falling).toList()) {
      boolean tied =
          !groups.isEmpty() && scores[groups.getLast().getFirst()].compareTo(scores[item]) == 0;
      if (!tied) groups.add(new ArrayList<>());
      groups.getLast().add(item);
    }
    return groups;
  }

  /** These winners before all other items. */
  static Outcome ofSet(String rule, List<String> items, List<Integer> winners) {
    var rest = IntStream.range(0, items.size()).filter(i -> !winners.contains(i)).boxed().toList();
    var order = new ArrayList<List<Integer>>();
    if (!winners.isEmpty()) order.add(winners);
    if (!rest.isEmpty()) order.add(rest);
    return new Outcome(rule, items, order, winners, new double[0], List.of());
  }

  /** Places from 1 on; items that tie share the best of theirs. */
  public int[] places() {
    var places = new int[items.size()];
    int place = 1;
    for (var group : order) {
      for (int item : group) places[item] = place;
      place += group.size();
    }
    return places;
  }

  /** Names of the winners. */
  public List<String> winnerNames() {
    return winners.stream().map(items::get).toList();
  }

  /** The outcome as standings: its scores, or minus the places where the rule has none. */
  public Standings standings() {
    double[] shown =
        scores.length > 0 ? scores : Arrays.stream(places()).mapToDouble(p -> -p).toArray();
    return new Standings(rule, items, shown, notes);
  }

  Outcome withNotes(List<String> said) {
    return new Outcome(rule, items, order, winners, scores, said);
  }
}
