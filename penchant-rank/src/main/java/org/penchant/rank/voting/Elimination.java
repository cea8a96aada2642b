package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/** Rules that drop items round by round; those dropped together tie, the last ones left win. */
final class Elimination {
  private Elimination() {}

  /**
   * Drops what {@code losers} names of those alive until it names none or all of them.
   *
   * @param losers from the items alive to those to drop
   */
  static Outcome run(VotingRule rule, Profile profile, Function<BitSet, BitSet> losers) {
    var alive = profile.all();
    var order = new ArrayList<List<Integer>>();
    while (alive.cardinality() > 1) {
      var drop = losers.apply(alive);
      if (drop.isEmpty() || drop.equals(alive)) break;
      order.addFirst(drop.stream().boxed().toList());
      alive.andNot(drop);
    }
    order.addFirst(alive.stream().boxed().toList());
    return Outcome.ofOrder(rule.toString(), profile.items(), order);
  }

  /** All of the living whose score is least. */
  static BitSet least(BitSet alive, BigFraction[] scores) {
    var least = alive.stream().mapToObj(i -> scores[i]).min(BigFraction::compareTo).orElseThrow();
    var drop = new BitSet();
    alive.stream().filter(i -> scores[i].compareTo(least) == 0).forEach(drop::set);
    return drop;
  }
}
