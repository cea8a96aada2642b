package org.penchant.rank.judge.fusion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Betters the start order by moves, until a whole pass over the items brings no gain; the cost
 * never rises. Not exact.
 */
public record LocalSearch(Move move) implements KemenyCentre {
  private static final double TOLERANCE = 1e-9;

  /** What a step may do. */
  public enum Move {
    /** Exchange two items. */
    SWAP,
    /** Take an item out and put it into its best place; O(n) an item. */
    INSERTION
  }

  public static LocalSearch defaults() {
    return new LocalSearch(Move.INSERTION);
  }

  @Override
  public List<Integer> centre(double[][] above, List<Integer> start) {
    var order = new ArrayList<>(start);
    boolean gained = true;
    while (gained) {
      gained = false;
      for (int k = 0; k < order.size(); k++)
        gained |= move == Move.SWAP ? swap(order, k, above) : insert(order, k, above);
    }
    return order;
  }

  private static boolean swap(List<Integer> order, int k, double[][] above) {
    boolean gained = false;
    for (int l = k + 1; l < order.size(); l++) {
      int a = order.get(k);
      int b = order.get(l);
      double change = above[a][b] - above[b][a];
      for (int m = k + 1; m < l; m++) {
        int between = order.get(m);
        change += above[a][between] - above[between][a];
        change += above[between][b] - above[b][between];
      }
      if (change >= -TOLERANCE) continue;
      Collections.swap(order, k, l);
      gained = true;
    }
    return gained;
  }

  private static boolean insert(List<Integer> order, int k, double[][] above) {
    int x = order.get(k);
    int best = k;
    double least = 0;
    double change = 0;
    for (int l = k + 1; l < order.size(); l++) {
      change += above[x][order.get(l)] - above[order.get(l)][x];
      if (change < least - TOLERANCE) {
        least = change;
        best = l;
      }
    }
    change = 0;
    for (int l = k - 1; l >= 0; l--) {
      change += above[order.get(l)][x] - above[x][order.get(l)];
      if (change < least - TOLERANCE) {
        least = change;
        best = l;
      }
    }
    if (best == k) return false;
    order.remove(k);
    order.add(best, x);
    return true;
  }
}
