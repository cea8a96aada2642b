package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.votes.Ballots;

/** Who is ranked above whom by how many, exactly: n(i, j) over the ballots that rank both. */
final class Majorities {
  private final List<String> items;
  private final BigInteger[][] above;
  private final Units units;

  Majorities(Ballots ballots) {
    units = Units.of(ballots);
    items = ballots.items();
    above = new BigInteger[items.size()][items.size()];
    for (var row : above) Arrays.fill(row, BigInteger.ZERO);
    for (int b = 0; b < ballots.ballots().size(); b++) {
      var groups = ballots.ballots().get(b).groups();
      var weight = units.weights().get(b);
      for (int g = 0; g < groups.size(); g++)
        for (var below : groups.subList(g + 1, groups.size()))
          for (int better : groups.get(g))
            for (int worse : below) above[better][worse] = above[better][worse].add(weight);
    }
  }

  List<String> items() {
    return items;
  }

  int size() {
    return items.size();
  }

  BigInteger above(int i, int j) {
    return above[i][j];
  }

  BigInteger margin(int i, int j) {
    return above[i][j].subtract(above[j][i]);
  }

  boolean beats(int i, int j) {
    return above[i][j].compareTo(above[j][i]) > 0;
  }

  BigInteger strength(int i, int j, Strength strength) {
    return switch (strength) {
      case WINNING_VOTES -> beats(i, j) ? above[i][j] : BigInteger.ZERO;
      case MARGINS -> margin(i, j);
      case OPPOSITION -> above[i][j];
    };
  }

  double[] values(BigInteger[] sums) {
    return Arrays.stream(sums).mapToDouble(units::value).toArray();
  }

  double value(BigInteger sum) {
    return units.value(sum);
  }

  /** A relation between items. */
  @FunctionalInterface
  interface Relation {
    boolean holds(int i, int j);
  }

  /**
   * Row i: the items other than i that a chain of the relation leads to, and i if it comes back.
   */
  BitSet[] closure(Relation relation) {
    var reach = new BitSet[size()];
    for (int i = 0; i < size(); i++) {
      reach[i] = new BitSet();
      for (int j = 0; j < size(); j++) if (i != j && relation.holds(i, j)) reach[i].set(j);
    }
    return close(reach);
  }

  /** The transitive closure, in place. */
  static BitSet[] close(BitSet[] reach) {
    for (int k = 0; k < reach.length; k++)
      for (int i = 0; i < reach.length; i++) if (reach[i].get(k)) reach[i].or(reach[k]);
    return reach;
  }

  /**
   * Groups such that every item of an earlier one beats every item of a later one, as fine as can
   * be: the strongly connected components of "is not beaten by", whose first is the Smith set.
   */
  List<List<Integer>> components() {
    var reach = closure((i, j) -> !beats(j, i));
    Integer[] reached =
        IntStream.range(0, size())
            .mapToObj(i -> {
              var all = (BitSet) reach[i].clone();
              all.set(i);
              return all.cardinality();
            })
            .toArray(Integer[]::new);
    return Outcome.grouped(reached);
  }

  /** Layers of an acyclic relation: first the items below nobody, then those below only them... */
  static List<List<Integer>> layers(int items, Relation above) {
    var left = new ArrayList<>(IntStream.range(0, items).boxed().toList());
    var layers = new ArrayList<List<Integer>>();
    while (!left.isEmpty()) {
      var top = left.stream().filter(i -> left.stream().noneMatch(j -> above.holds(j, i))).toList();
      if (top.isEmpty()) throw new IllegalArgumentException("the relation has a cycle");
      layers.add(top);
      left.removeAll(top);
    }
    return layers;
  }
}
