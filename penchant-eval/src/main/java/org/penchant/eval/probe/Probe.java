package org.penchant.eval.probe;

import java.util.Arrays;
import org.penchant.core.numeric.Cholesky;
import org.penchant.core.numeric.Lbfgs;

/** How a linear head without bias is fitted to frozen representations. */
public sealed interface Probe {
  /**
   * Fits.
   *
   * @param x one row an item
   * @param labels from 0 to classes - 1
   */
  LinearProbe fit(double[][] x, int[] labels, int classes);

  /**
   * Least squares of +1 for the class and -1 for the others, with penalty |w|^2; for two classes
   * the sign of one regression.
   *
   * @param penalty positive
   */
  record Ridge(double penalty) implements Probe {
    public Ridge {
      if (!(penalty > 0 && penalty < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("penalty = " + penalty + ", must be positive");
    }

    @Override
    public LinearProbe fit(double[][] x, int[] labels, int classes) {
      boolean tall = x[0].length <= x.length;
      var factor = Cholesky.of(tall ? products(transposed(x)) : products(x));
      var weights = new double[classes][];
      for (int c = 0; c < classes; c++) {
        double[] y = new double[labels.length];
        for (int i = 0; i < y.length; i++) y[i] = labels[i] == c ? 1 : -1;
        // (X'X + pI)^-1 X'y = X'(XX' + pI)^-1 y: whichever matrix is smaller.
        weights[c] = tall ? factor.solve(against(x, y)) : against(x, factor.solve(y));
      }
      return new LinearProbe(weights, true);
    }

    private double[][] products(double[][] rows) {
      var out = new double[rows.length][rows.length];
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j <= i; j++) out[i][j] = dot(rows[i], rows[j]);
        out[i][i] += penalty;
      }
      return out;
    }
  }

  /**
   * Mean cross-entropy of softmax(W h) with l2 / 2 |W|^2, to convergence by L-BFGS.
   *
   * @param l2 at least 0
   */
  record Softmax(double l2) implements Probe {
    public Softmax {
      if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("l2 = " + l2 + ", must be finite and not negative");
    }

    /** 1e-3. */
    public static Softmax defaults() {
      return new Softmax(1e-3);
    }

    @Override
    public LinearProbe fit(double[][] x, int[] labels, int classes) {
      int d = x[0].length;
      var end =
          Lbfgs.defaults()
              .minimise((w, g) -> loss(x, labels, classes, w, g), new double[classes * d]);
      var weights = new double[classes][];
      for (int c = 0; c < classes; c++)
        weights[c] = Arrays.copyOfRange(end.point(), c * d, (c + 1) * d);
      return new LinearProbe(weights, end.converged());
    }

    /** The value at {@code w}, class after class; overwrites the gradient. */
    double loss(double[][] x, int[] labels, int classes, double[] w, double[] gradient) {
      int d = x[0].length;
      double value = 0;
      for (int j = 0; j < w.length; j++) {
        gradient[j] = l2 * w[j];
        value += l2 * w[j] * w[j] / 2;
      }
      double[] s = new double[classes];
      for (int i = 0; i < x.length; i++) {
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
          s[c] = 0;
          for (int j = 0; j < d; j++) s[c] += w[c * d + j] * x[i][j];
          most = Math.max(most, s[c]);
        }
        double sum = 0;
        for (double v : s) sum += Math.exp(v - most);
        double log = most + Math.log(sum);
        value += (log - s[labels[i]]) / x.length;
        for (int c = 0; c < classes; c++) {
          double miss = (Math.exp(s[c] - log) - (labels[i] == c ? 1 : 0)) / x.length;
          for (int j = 0; j < d; j++) gradient[c * d + j] += miss * x[i][j];
        }
      }
      return value;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) sum += a[j] * b[j];
    return sum;
  }

  private static double[][] transposed(double[][] x) {
    var out = new double[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) for (int j = 0; j < x[0].length; j++) out[j][i] = x[i][j];
    return out;
  }

  /** X' y. */
  private static double[] against(double[][] x, double[] y) {
    double[] out = new double[x[0].length];
    for (int i = 0; i < x.length; i++)
      for (int j = 0; j < out.length; j++) out[j] += y[i] * x[i][j];
    return out;
  }
}
