package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.penchant.rank.standing.Insertion;

/**
 * Kemeny's order of a large group by branch and bound. Margins divided by their greatest common
 * divisor are whole numbers, so an order is best once the relaxation's bound exceeds its cost less
 * one; the linear programmes are solved in doubles, to about {@value #SLACK} of such a unit.
 */
final class KemenyCuts {
  static final double SLACK = 1e-4;

  /**
   * What the search found.
   *
   * @param gap in weights of ballots; 0 if optimal
   */
  record Found(List<Integer> order, boolean optimal, double gap) {}

  private final double[][] margin;
  private final TriangleCuts relaxation;
  private int[] best;
  private double cost;

  private KemenyCuts(double[][] margin) {
    this.margin = margin;
    relaxation = new TriangleCuts(margin);
    double[] lead = Arrays.stream(margin).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    best = Insertion.improve(margin, Insertion.falling(lead));
    cost = Insertion.cost(margin, best);
  }

  static Found of(Majorities majorities, int[] members, int nodes) {
    int k = members.length;
    var unit = BigInteger.ZERO;
    for (int i : members) for (int j : members) unit = unit.gcd(majorities.margin(i, j));
    var margin = new double[k][k];
    for (int i = 0; i < k; i++)
      for (int j = 0; j < k; j++)
        if (unit.signum() != 0)
          margin[i][j] = majorities.margin(members[i], members[j]).divide(unit).doubleValue();
    var search = new KemenyCuts(margin);
    double bound = search.run(nodes);
    boolean optimal = search.proved(bound);
    return new Found(
        Arrays.stream(search.best).map(i -> members[i]).boxed().toList(),
        optimal,
        optimal ? 0 : (search.cost - Math.ceil(bound - SLACK)) * majorities.value(unit));
  }

  private boolean proved(double bound) {
    return bound > cost - 1 + SLACK;
  }

  /** The bound proved: the least of the nodes left open or not solved. */
  private double run(int limit) {
    record Node(int[] fixed, double bound) {}
    var open = new ArrayDeque<Node>();
    open.push(new Node(relaxation.free(), 0));
    double unsolved = Double.POSITIVE_INFINITY;
    for (int solved = 0; solved < limit && !open.isEmpty(); solved++) {
      var node = open.pop();
      if (proved(node.bound())) continue;
      var point = relaxation.solve(node.fixed());
      if (point.isEmpty()) {
        unsolved = Math.min(unsolved, node.bound());
        continue;
      }
      double bound = Math.max(node.bound(), point.get().value());
      improve(point.get().wins());
      int branch = point.get().mostDoubtful();
      if (proved(bound) || branch < 0) continue;
      double doubt = point.get().x()[branch];
      for (int side : doubt > 0.5 ? new int[] {0, 1} : new int[] {1, 0}) {
        var child = node.fixed().clone();
        child[branch] = side;
        open.push(new Node(child, bound));
      }
    }
    return open.stream().mapToDouble(Node::bound).reduce(unsolved, Math::min);
  }

  private void improve(double[] wins) {
    int[] order = Insertion.improve(margin, Insertion.falling(wins));
    double its = Insertion.cost(margin, order);
    if (its < cost) {
      cost = its;
      best = order;
    }
  }
}
