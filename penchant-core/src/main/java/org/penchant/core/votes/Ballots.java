package org.penchant.core.votes;

import java.util.List;

/**
 * Orders of the same items by many voters.
 *
 * @param items their names; ballots name them by index
 */
public record Ballots(List<String> items, List<Ballot> ballots) {
  public Ballots {
    items = List.copyOf(items);
    ballots = List.copyOf(ballots);
    if (new java.util.HashSet<>(items).size() != items.size())
      throw new IllegalArgumentException("an item stands twice in " + items);
    for (var ballot : ballots)
      for (var group : ballot.groups())
        for (int item : group)
          if (item < 0 || item >= items.size())
            throw new IllegalArgumentException(
                "item " + item + " of a ballot, there are " + items.size());
  }

  /** The number of voters, or the sum of their weights. */
  public double voters() {
    return ballots.stream().mapToDouble(Ballot::times).sum();
  }

  /**
   * How many voters rank the row's item strictly above the column's; those who leave one out say
   * nothing of the pair.
   */
  public double[][] above() {
    var above = new double[items.size()][items.size()];
    for (var ballot : ballots)
      for (int g = 0; g < ballot.groups().size(); g++)
        for (int h = g + 1; h < ballot.groups().size(); h++)
          for (int better : ballot.groups().get(g))
            for (int worse : ballot.groups().get(h)) above[better][worse] += ballot.times();
    return above;
  }

  /** Every pair a voter ranked as a vote, ties as ties; a voter of k items gives k(k-1)/2 votes. */
  public VoteTable pairs() {
    var tally = VoteTally.ofPairs();
    items.forEach(tally::item);
    for (var ballot : ballots)
      for (int g = 0; g < ballot.groups().size(); g++) {
        var group = ballot.groups().get(g);
        for (int i = 0; i < group.size(); i++) {
          for (int j = i + 1; j < group.size(); j++)
            tally.add(vote(group.get(i), group.get(j), Vote.TIED, ballot.times()));
          for (int h = g + 1; h < ballot.groups().size(); h++)
            for (int worse : ballot.groups().get(h))
              tally.add(vote(group.get(i), worse, Vote.WON, ballot.times()));
        }
      }
    return tally.table();
  }

  private Vote vote(int first, int second, double outcome, double times) {
    return Vote.of(items.get(first), items.get(second), outcome).withTimes(times);
  }
}
