package org.penchant.rank.judge.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.penchant.rank.standing.Insertion;

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
    if (move == Move.INSERTION) return inserted(start, above);
    var order = new ArrayList<>(start);
    boolean gained = true;
    while (gained) {
      gained = false;
      for (int k = 0; k < order.size(); k++) gained |= swap(order, k, above);
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

  private static List<Integer> inserted(List<Integer> start, double[][] above) {
    int n = above.length;
    var margin = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) margin[i][j] = above[i][j] - above[j][i];
    int[] order = start.stream().mapToInt(i -> i).toArray();
    return Arrays.stream(Insertion.improve(margin, order)).boxed().toList();
  }
}
