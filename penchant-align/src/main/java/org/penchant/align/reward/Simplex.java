package org.penchant.align.reward;

import java.util.Arrays;

/** Weights of users, w_u = softmax(A_u), in a table {@link Table#USERS} of logits A. */
final class Simplex {
  private Simplex() {}

  static double[] softmax(double[] logits) {
    double most = Arrays.stream(logits).max().orElse(0);
    double[] w = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < w.length; k++) sum += w[k] = Math.exp(logits[k] - most);
    for (int k = 0; k < w.length; k++) w[k] /= sum;
    return w;
  }

  /** From slopes by softmax(logits) to slopes by the logits: w_k (g_k - <w, g>). */
  static double[] byLogits(double[] w, double[] byWeights) {
    double mean = Weighted.dot(w, byWeights);
    double[] by = new double[w.length];
    for (int k = 0; k < w.length; k++) by[k] = w[k] * (byWeights[k] - mean);
    return by;
  }

  /** A user's weights, or the mean of all users' for the population. */
  static double[] weights(Tables tables, int user, int columns) {
    if (user != Outputs.POPULATION) return softmax(tables.row(Table.USERS, user, columns));
    int users = tables.of(Table.USERS).length / columns;
    double[] mean = new double[columns];
    for (int u = 0; u < users; u++) {
      double[] w = softmax(tables.row(Table.USERS, u, columns));
      for (int k = 0; k < columns; k++) mean[k] += w[k] / users;
    }
    return mean;
  }

  /** Adds the slopes by a user's logits; rows of the population move nobody's. */
  static void backward(double[] w, double[] byWeights, int user, Tables byTables) {
    if (user != Outputs.POPULATION) byTables.add(Table.USERS, user, byLogits(w, byWeights));
  }
}
