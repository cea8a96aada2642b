package org.penchant.core.numeric;

import java.util.Arrays;

/**
 * Matches rows to columns one to one at least cost, by shortest augmenting paths with potentials.
 * Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics 2 (1955);
 * O(n^3).
 */
public final class Assignment {
  private Assignment() {}

  /**
   * The column of every row.
   *
   * @param cost [n][n], finite
   */
  public static int[] least(double[][] cost) {
    int n = cost.length;
    double[] rowPotential = new double[n];
    double[] columnPotential = new double[n];
    int[] rowOf = new int[n];
    Arrays.fill(rowOf, -1);
    for (int row = 0; row < n; row++) augment(cost, row, rowPotential, columnPotential, rowOf);
    int[] columnOf = new int[n];
    for (int j = 0; j < n; j++) columnOf[rowOf[j]] = j;
    return columnOf;
  }

  /** Gives {@code row} a column, moving others along the cheapest path to a free one. */
  private static void augment(
      double[][] cost, int row, double[] rowPotential, double[] columnPotential, int[] rowOf) {
    int n = cost.length;
    double[] slack = new double[n];
    Arrays.fill(slack, Double.POSITIVE_INFINITY);
    int[] before = new int[n];
    boolean[] done = new boolean[n];
    int column = -1;
    int at = row;
    while (at >= 0) {
      int next = -1;
      for (int j = 0; j < n; j++) {
        if (done[j]) continue;
        double reduced = cost[at][j] - rowPotential[at] - columnPotential[j];
        if (reduced < slack[j]) {
          slack[j] = reduced;
          before[j] = column;
        }
        if (next < 0 || slack[j] < slack[next]) next = j;
      }
      if (next < 0 || !(slack[next] < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("costs must be finite");
      double step = slack[next];
      rowPotential[row] += step;
      for (int j = 0; j < n; j++)
        if (done[j]) {
          rowPotential[rowOf[j]] += step;
          columnPotential[j] -= step;
        } else slack[j] -= step;
      done[next] = true;
      column = next;
      at = rowOf[next];
    }
    while (column >= 0) {
      int previous = before[column];
      rowOf[column] = previous < 0 ? row : rowOf[previous];
      column = previous;
    }
  }
}
