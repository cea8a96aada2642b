package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.numbers.fraction.BigFraction;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/** Completed ballots with exact weights, for rules that count places. */
final class Profile {
  /** The place from 1 on that each of tied items holds. */
  enum Tied {
    BEST,
    WORST
  }

  private final List<String> items;
  private final List<Ballot> ballots;
  private final Units units;

  Profile(Ballots given) {
    units = Units.of(given);
    items = given.items();
    ballots = LeftOut.last(given).ballots();
  }

  List<String> items() {
    return items;
  }

  int size() {
    return items.size();
  }

  BitSet all() {
    var all = new BitSet();
    all.set(0, size());
    return all;
  }

  /** The number of voters, in units. */
  BigInteger voters() {
    return units.weights().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  double[] values(BigFraction[] scores) {
    return Arrays.stream(scores).mapToDouble(units::value).toArray();
  }

  /** counts[i][r]: how many voters hold item i at place r among the items of {@code alive}. */
  BigInteger[][] counts(BitSet alive, Tied tied) {
    var counts = new BigInteger[size()][size() + 1];
    for (var row : counts) Arrays.fill(row, BigInteger.ZERO);
    for (int b = 0; b < ballots.size(); b++) {
      int before = 0;
      for (var group : ballots.get(b).groups()) {
        int here = (int) group.stream().filter(alive::get).count();
        int place = tied == Tied.BEST ? before + 1 : before + here;
        for (int item : group)
          if (alive.get(item))
            counts[item][place] = counts[item][place].add(units.weights().get(b));
        before += here;
      }
    }
    return counts;
  }

  /** sum over places r of counts[i][r] points(r); 0 for the dead. */
  BigFraction[] scores(BitSet alive, Tied tied, IntFunction<BigFraction> points) {
    var counts = counts(alive, tied);
    var scores = new BigFraction[size()];
    Arrays.fill(scores, BigFraction.ZERO);
    for (int place = 1; place <= size(); place++) {
      var worth = points.apply(place);
      for (int i = 0; i < scores.length; i++)
        if (counts[i][place].signum() != 0)
          scores[i] = scores[i].add(worth.multiply(counts[i][place]));
    }
    return scores;
  }

  /** First places among the living, k items tied for one getting 1/k each. */
  BigFraction[] firstShares(BitSet alive) {
    var scores = new BigFraction[size()];
    Arrays.fill(scores, BigFraction.ZERO);
    for (int b = 0; b < ballots.size(); b++) {
      for (var group : ballots.get(b).groups()) {
        var here = group.stream().filter(alive::get).toList();
        if (here.isEmpty()) continue;
        var share = BigFraction.of(units.weights().get(b), BigInteger.valueOf(here.size()));
        for (int item : here) scores[item] = scores[item].add(share);
        break;
      }
    }
    return scores;
  }

  /** The outcome where these points for places decide. */
  Outcome positional(VotingRule rule, Tied tied, IntFunction<BigFraction> points) {
    var scores = scores(all(), tied, points);
    return Outcome.ofScores(rule.toString(), items, scores, values(scores));
  }
}
