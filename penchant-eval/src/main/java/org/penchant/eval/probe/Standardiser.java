package org.penchant.eval.probe;

import java.util.Arrays;

/**
 * Centres every feature and divides it by its standard deviation, as found on training items; a
 * feature that does not vary is only centred.
 */
public record Standardiser(double[] mean, double[] sd) {
  /** Found on rows, two or more. */
  public static Standardiser of(double[][] rows) {
    int d = rows[0].length;
    double[] mean = new double[d];
    double[] sd = new double[d];
    for (double[] row : rows) for (int j = 0; j < d; j++) mean[j] += row[j] / rows.length;
    for (double[] row : rows)
      for (int j = 0; j < d; j++) sd[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
    for (int j = 0; j < d; j++) {
      sd[j] = Math.sqrt(sd[j] / (rows.length - 1));
      if (!(sd[j] > 1e-12 * Math.max(1, Math.abs(mean[j])))) sd[j] = 1;
    }
    return new Standardiser(mean, sd);
  }

  /** Leaves everything as it is. */
  public static Standardiser none(int width) {
    double[] one = new double[width];
    Arrays.fill(one, 1);
    return new Standardiser(new double[width], one);
  }

  public double[] apply(double[] row) {
    double[] out = new double[row.length];
    for (int j = 0; j < out.length; j++) out[j] = (row[j] - mean[j]) / sd[j];
    return out;
  }

  public double[][] apply(double[][] rows) {
    return Arrays.stream(rows).map(this::apply).toArray(double[][]::new);
  }
}
