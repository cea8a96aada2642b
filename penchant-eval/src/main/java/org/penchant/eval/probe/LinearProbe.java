package org.penchant.eval.probe;

import java.util.Arrays;

/**
 * A fitted head without bias: the class of the greatest W h.
 *
 * @param weights one row a class
 * @param converged whether the fit arrived; without a penalty separable classes have no finite fit
 */
public record LinearProbe(double[][] weights, boolean converged) {
  /** W h. */
  public double[] scores(double[] h) {
    double[] out = new double[weights.length];
    for (int c = 0; c < out.length; c++)
      for (int j = 0; j < h.length; j++) out[c] += weights[c][j] * h[j];
    return out;
  }

  /** The first class of the greatest score. */
  public int predict(double[] h) {
    double[] s = scores(h);
    int best = 0;
    for (int c = 1; c < s.length; c++) if (s[c] > s[best]) best = c;
    return best;
  }

  /** The classes of many. */
  public int[] predict(double[][] rows) {
    return Arrays.stream(rows).mapToInt(this::predict).toArray();
  }
}
