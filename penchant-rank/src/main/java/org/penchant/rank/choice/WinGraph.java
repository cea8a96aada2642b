package org.penchant.rank.choice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.penchant.core.votes.VoteTable;

/**
 * Who took at least a part of a vote from whom. Maximum likelihood exists where every item can be
 * reached from every other one: Ford, "Solution of a ranking problem from binary comparisons",
 * American Mathematical Monthly 64 (1957).
 */
public final class WinGraph {
  private final int[][] over;
  private final int[][] under;

  private WinGraph(int[][] over, int[][] under) {
    this.over = over;
    this.under = under;
  }

  /**
   * @param ties whether a tie is a part of a vote for both
   */
  public static WinGraph of(VoteTable votes, boolean ties) {
    int n = votes.items().size();
    int[] won = new int[n];
    int[] lost = new int[n];
    int[] winner = new int[2 * votes.rows()];
    int[] loser = new int[2 * votes.rows()];
    int edges = 0;
    for (int r = 0; r < votes.rows(); r++) {
      if (!(votes.mass(r) > 0)) continue;
      double y = votes.outcome(r);
      boolean half = y != 1 && y != 0;
      if (half && y == 0.5 && !ties) continue;
      if (y > 0) {
        winner[edges] = votes.first(r);
        loser[edges++] = votes.second(r);
      }
      if (y < 1) {
        winner[edges] = votes.second(r);
        loser[edges++] = votes.first(r);
      }
    }
    for (int e = 0; e < edges; e++) {
      won[winner[e]]++;
      lost[loser[e]]++;
    }
    var over = new int[n][];
    var under = new int[n][];
    Arrays.setAll(over, i -> new int[won[i]]);
    Arrays.setAll(under, i -> new int[lost[i]]);
    for (int e = 0; e < edges; e++) {
      over[winner[e]][--won[winner[e]]] = loser[e];
      under[loser[e]][--lost[loser[e]]] = winner[e];
    }
    return new WinGraph(over, under);
  }

  /** Strongly connected components, largest first; items of one are in their order. */
  public List<List<Integer>> components() {
    int n = over.length;
    int[] finished = finishingOrder();
    int[] component = new int[n];
    Arrays.fill(component, -1);
    int count = 0;
    for (int k = n - 1; k >= 0; k--) {
      if (component[finished[k]] >= 0) continue;
      var open = new ArrayDeque<Integer>(List.of(finished[k]));
      component[finished[k]] = count;
      while (!open.isEmpty())
        for (int next : under[open.pop()])
          if (component[next] < 0) {
            component[next] = count;
            open.push(next);
          }
      count++;
    }
    var groups = new ArrayList<List<Integer>>();
    for (int c = 0; c < count; c++) groups.add(new ArrayList<>());
    IntStream.range(0, n).forEach(i -> groups.get(component[i]).add(i));
    groups.sort(
        Comparator.comparingInt((List<Integer> g) -> -g.size()).thenComparing(List::getFirst));
    return List.copyOf(groups);
  }

  public boolean stronglyConnected() {
    return components().size() <= 1;
  }

  /** Items that took nothing from anyone, though compared. */
  public List<Integer> winless() {
    return IntStream.range(0, over.length)
        .filter(i -> over[i].length == 0 && under[i].length > 0)
        .boxed()
        .toList();
  }

  /** Items from which nobody took anything, though compared. */
  public List<Integer> undefeated() {
    return IntStream.range(0, over.length)
        .filter(i -> under[i].length == 0 && over[i].length > 0)
        .boxed()
        .toList();
  }

  /** Depth first without recursion, which thousands of items in a row would overflow. */
  private int[] finishingOrder() {
    int n = over.length;
    int[] order = new int[n];
    int[] at = new int[n];
    var seen = new boolean[n];
    int done = 0;
    for (int root = 0; root < n; root++) {
      if (seen[root]) continue;
      seen[root] = true;
      var stack = new ArrayDeque<Integer>(List.of(root));
      while (!stack.isEmpty()) {
        int node = stack.getFirst();
        if (at[node] == over[node].length) {
          order[done++] = stack.pop();
          continue;
        }
        int next = over[node][at[node]++];
        if (!seen[next]) {
          seen[next] = true;
          stack.push(next);
        }
      }
    }
    return order;
  }
}
