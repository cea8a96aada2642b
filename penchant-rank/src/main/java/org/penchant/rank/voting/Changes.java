package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/** Changes of ballots that axioms speak of. */
final class Changes {
  private Changes() {}

  /** The ballots in another order, each cast in two parts. */
  static Ballots shuffledAndSplit(Ballots ballots, RandomGenerator random) {
    var parts = new ArrayList<Ballot>();
    for (int b : Seeds.permutation(ballots.ballots().size(), random)) {
      var ballot = ballots.ballots().get(b);
      double part = Math.floor(ballot.times() * random.nextDouble());
      parts.add(ballot.withTimes(part));
      parts.add(ballot.withTimes(ballot.times() - part));
    }
    return new Ballots(ballots.items(), parts);
  }

  /** Item i becomes item names[i]. */
  static Ballots renamed(Ballots ballots, int[] names) {
    return each(
        ballots.items(),
        ballots,
        b -> b.groups().stream().map(g -> g.stream().map(i -> names[i]).toList()).toList());
  }

  /** The item raised by one or more places on one ballot. */
  static Ballots raised(Ballots ballots, int item, RandomGenerator random) {
    int chosen = random.nextInt(ballots.ballots().size());
    var all = new ArrayList<>(ballots.ballots());
    var order = new ArrayList<>(all.get(chosen).groups());
    int at = order.indexOf(List.of(item));
    order.remove(at);
    order.add(random.nextInt(at + 1), List.of(item));
    all.set(chosen, new Ballot(order, all.get(chosen).times()));
    return new Ballots(ballots.items(), all);
  }

  /** A further random ballot, as heavy as one of the others. */
  static Ballots oneMore(Ballots ballots, RandomGenerator random) {
    var all = new ArrayList<>(ballots.ballots());
    double times = all.get(random.nextInt(all.size())).times();
    all.add(Ballot.of(Seeds.permutation(ballots.items().size(), random)).withTimes(times));
    return new Ballots(ballots.items(), all);
  }

  static Ballots reversed(Ballots ballots) {
    return each(ballots.items(), ballots, b -> b.groups().reversed());
  }

  /** Two copies of the item, numbered after all others, in random order beside it. */
  static Ballots cloned(Ballots ballots, int item, RandomGenerator random) {
    int copy = ballots.items().size();
    var items = new ArrayList<>(ballots.items());
    items.add("copy of " + ballots.items().get(item));
    items.add("second copy of " + ballots.items().get(item));
    return each(
        items,
        ballots,
        b -> {
          var order = new ArrayList<>(b.groups());
          int at = order.indexOf(List.of(item));
          order.add(at + random.nextInt(2), List.of(copy));
          order.add(at + random.nextInt(3), List.of(copy + 1));
          return order;
        });
  }

  private static Ballots each(
      List<String> items, Ballots ballots, Function<Ballot, List<List<Integer>>> change) {
    return new Ballots(
        items,
        ballots.ballots().stream().map(b -> new Ballot(change.apply(b), b.times())).toList());
  }
}
