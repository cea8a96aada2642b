package org.penchant.rank.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;

/**
 * Choices from sets, what orders, votes on pairs and best-of-a-list all consist of.
 *
 * @param items names
 * @param choices of items by number
 */
public record Choices(List<String> items, List<Choice> choices) {
  /**
   * One choice.
   *
   * @param chosen the item, or several that tie
   * @param from all that could be chosen, the chosen included
   * @param times how often, finite and not negative
   */
  public record Choice(List<Integer> chosen, List<Integer> from, double times) {
    public Choice {
      chosen = List.copyOf(chosen);
      from = List.copyOf(from);
      if (chosen.isEmpty() || !from.containsAll(chosen))
        throw new IllegalArgumentException("chosen = " + chosen + ", must be some of " + from);
      if (from.stream().distinct().count() != from.size())
        throw new IllegalArgumentException("an item stands twice in " + from);
      if (!(times >= 0 && times < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException(
            "times = " + times + ", must be finite and not negative");
    }
  }

  public Choices {
    items = List.copyOf(items);
    choices = List.copyOf(choices);
    for (var choice : choices)
      for (int item : choice.from())
        if (item < 0 || item >= items.size())
          throw new IllegalArgumentException(
              "item " + item + " of a choice, there are " + items.size());
  }

  /**
   * Every order as choices of its best from all ranked, of the next from the rest, and so on; a
   * group that ties is chosen together, and a single item left is no choice.
   */
  public static Choices of(Ballots ballots) {
    var choices = new ArrayList<Choice>();
    for (var ballot : ballots.ballots()) {
      var left = new ArrayList<>(ballot.groups().stream().flatMap(List::stream).toList());
      for (var group : ballot.groups()) {
        if (left.size() > 1) choices.add(new Choice(group, left, ballot.times()));
        left.removeAll(group);
      }
    }
    return new Choices(ballots.items(), choices);
  }

  /** Votes on pairs; a tie chooses both, another soft vote is shared out. */
  public static Choices of(VoteTable votes) {
    var choices = new ArrayList<Choice>();
    for (int r = 0; r < votes.rows(); r++) {
      int a = votes.first(r);
      int b = votes.second(r);
      double y = votes.outcome(r);
      var both = List.of(a, b);
      if (y == Vote.TIED) choices.add(new Choice(both, both, votes.mass(r)));
      else {
        if (y > 0) choices.add(new Choice(List.of(a), both, votes.mass(r) * y));
        if (y < 1) choices.add(new Choice(List.of(b), both, votes.mass(r) * (1 - y)));
      }
    }
    return new Choices(votes.items(), choices);
  }

  /** Every chosen item over every one left behind, those chosen together as ties. */
  public VoteTable pairs() {
    var tally = VoteTally.ofPairs();
    items.forEach(tally::item);
    for (var choice : choices) {
      for (int k = 0; k < choice.chosen().size(); k++) {
        String winner = items.get(choice.chosen().get(k));
        for (int other : choice.chosen().subList(k + 1, choice.chosen().size()))
          tally.add(Vote.tied(winner, items.get(other)).withTimes(choice.times()));
        for (int other : choice.from())
          if (!choice.chosen().contains(other))
            tally.add(Vote.won(winner, items.get(other)).withTimes(choice.times()));
      }
    }
    return tally.table();
  }

  /** The sizes of ties that occur, from 2 on. */
  int[] tieSizes() {
    return choices.stream()
        .filter(c -> c.times() > 0)
        .mapToInt(c -> c.chosen().size())
        .filter(k -> k > 1)
        .distinct()
        .sorted()
        .toArray();
  }

  /** Choices among {@code kept} alone; a choice of none of them, or among one, falls away. */
  public Choices keep(List<Integer> kept) {
    int[] number = new int[items.size()];
    Arrays.fill(number, -1);
    IntStream.range(0, kept.size()).forEach(k -> number[kept.get(k)] = k);
    var left = new ArrayList<Choice>();
    for (var choice : choices) {
      var chosen = renumber(choice.chosen(), number);
      var from = renumber(choice.from(), number);
      if (!chosen.isEmpty() && from.size() > 1) left.add(new Choice(chosen, from, choice.times()));
    }
    return new Choices(kept.stream().map(items::get).toList(), left);
  }

  private static List<Integer> renumber(List<Integer> items, int[] number) {
    return items.stream().map(i -> number[i]).filter(k -> k >= 0).toList();
  }
}
