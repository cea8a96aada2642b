package org.penchant.align.reward.mix;

/** The least norm with some weights alone. */
final class Supports {
  private static final double SINGULAR = 1e-13;
  private static final double NEGATIVE = 1e-12;
  private static final double[] NONE = {};

  private Supports() {}

  /**
   * Weights of least norm that sum to 1 and are 0 outside the support, or nothing if some would be
   * negative or they are not unique. From M lambda = mu 1, sum lambda = 1 on the support, which has
   * a solution also where gradients cancel and M has no inverse.
   */
  static double[] solve(double[][] gram, int support) {
    int k = Integer.bitCount(support);
    int[] of = new int[k];
    for (int t = 0, i = 0; t < gram.length; t++) if ((support >> t & 1) == 1) of[i++] = t;
    double scale = 0;
    for (int t : of) scale = Math.max(scale, gram[t][t]);
    if (scale == 0) scale = 1;
    var system = new double[k + 1][k + 2];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) system[i][j] = gram[of[i]][of[j]] / scale;
      system[i][k] = 1;
      system[k][i] = 1;
    }
    system[k][k + 1] = 1;
    if (!eliminate(system)) return NONE;
    double[] weights = new double[gram.length];
    double sum = 0;
    for (int i = 0; i < k; i++) {
      double weight = system[i][k + 1];
      if (weight < -NEGATIVE) return NONE;
      weights[of[i]] = Math.max(0, weight);
      sum += weights[of[i]];
    }
    for (int t : of) weights[t] /= sum;
    return weights;
  }

  /** Gauss-Jordan with row exchange; false where a pivot vanishes. */
  private static boolean eliminate(double[][] system) {
    int n = system.length;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++)
        if (Math.abs(system[r][c]) > Math.abs(system[pivot][c])) pivot = r;
      if (Math.abs(system[pivot][c]) < SINGULAR) return false;
      double[] row = system[pivot];
      system[pivot] = system[c];
      system[c] = row;
      double head = row[c];
      for (int j = c; j <= n; j++) row[j] /= head;
      for (int r = 0; r < n; r++) {
        double factor = system[r][c];
        if (r == c || factor == 0) continue;
        for (int j = c; j <= n; j++) system[r][j] -= factor * row[j];
      }
    }
    return true;
  }
}
