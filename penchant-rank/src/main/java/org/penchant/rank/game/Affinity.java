package org.penchant.rank.game;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;

/**
 * Similarity of actions and the entropy under which copies count as one: a kernel a with ones on
 * its diagonal, H(x) = 1 - x'ax; with the identity this is the Gini entropy (arXiv 2502.20170, its
 * member of order 2).
 *
 * @param kernel positive semidefinite
 * @param clipped whether negative eigenvalues had to be cut off to make it so
 */
record Affinity(double[][] kernel, boolean clipped) {
  private static final double NEGATIVE = -1e-9;

  /** exp(-max over k of (f(a)_k - f(b)_k)^2 / (2 sigma^2)) of what the actions lead to. */
  static double[][] kernel(int actions, IntFunction<double[]> payoffs, double sigma) {
    var rows = new double[actions][];
    Arrays.setAll(rows, payoffs);
    var kernel = new double[actions][actions];
    for (int a = 0; a < actions; a++)
      for (int b = 0; b <= a; b++) {
        double most = 0;
        for (int k = 0; k < rows[a].length; k++)
          most = Math.max(most, Math.abs(rows[a][k] - rows[b][k]));
        kernel[a][b] = kernel[b][a] = Math.exp(-most * most / (2 * sigma * sigma));
      }
    return kernel;
  }

  /** The kernel, its spectrum cut at 0 where an eigenvalue is below -1e-9. */
  static Affinity of(double[][] kernel) {
    var matrix = R064Store.FACTORY.rows(kernel);
    var spectrum = Eigenvalue.R064.make(matrix, true);
    spectrum.decompose(matrix);
    int n = kernel.length;
    double least = Double.POSITIVE_INFINITY;
    for (int e = 0; e < n; e++) least = Math.min(least, spectrum.getD().doubleValue(e, e));
    if (least >= NEGATIVE) return new Affinity(kernel, false);
    var clipped = new double[n][n];
    for (int e = 0; e < n; e++) {
      double value = Math.max(0, spectrum.getD().doubleValue(e, e));
      for (int a = 0; a < n; a++)
        for (int b = 0; b < n; b++)
          clipped[a][b] +=
              value * spectrum.getV().doubleValue(a, e) * spectrum.getV().doubleValue(b, e);
    }
    return new Affinity(clipped, true);
  }

  /** a x. */
  double[] times(double[] x) {
    var y = new double[x.length];
    for (int i = 0; i < x.length; i++)
      for (int j = 0; j < x.length; j++) y[i] += kernel[i][j] * x[j];
    return y;
  }

  /** 1 - x'ax. */
  double entropy(double[] x) {
    double[] y = times(x);
    double sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
    return 1 - sum;
  }
}
