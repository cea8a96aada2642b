package org.penchant.core.numeric;

import java.util.Arrays;

/** A = L L' of a symmetric positive definite matrix, and what follows from it. */
public final class Cholesky {
  /** A pivot below so much of its diagonal element is rounding alone. */
  private static final double EMPTY = 1e-13;

  private final double[][] l;

  private final boolean singular;

  private Cholesky(double[][] l, boolean singular) {
    this.l = l;
    this.singular = singular;
  }

  /** Overwrites {@code a}, of which the lower triangle is read; an empty pivot counts as tiny. */
  public static Cholesky of(double[][] a) {
    int n = a.length;
    boolean singular = false;
    for (int i = 0; i < n; i++) {
      double[] row = a[i];
      double scale = Math.max(Math.abs(row[i]), Double.MIN_NORMAL);
      for (int j = 0; j < i; j++) row[j] = (row[j] - dot(row, a[j], j)) / a[j][j];
      double pivot = row[i] - dot(row, row, i);
      singular |= !(pivot > EMPTY * scale);
      row[i] = Math.sqrt(Math.max(pivot, EMPTY * scale));
    }
    return new Cholesky(a, singular);
  }

  /** Whether a pivot was empty. */
  public boolean singular() {
    return singular;
  }

  /** The x with A x = b. */
  public double[] solve(double[] b) {
    int n = l.length;
    double[] x = b.clone();
    for (int i = 0; i < n; i++) x[i] = (x[i] - dot(l[i], x, i)) / l[i][i];
    for (int i = n - 1; i >= 0; i--) {
      x[i] /= l[i][i];
      for (int j = 0; j < i; j++) x[j] -= l[i][j] * x[i];
    }
    return x;
  }

  /** The inverse of A: column by column, each from its diagonal element down; symmetric. */
  public double[][] inverse() {
    int n = l.length;
    var result = new double[n][n];
    double[] x = new double[n];
    for (int c = 0; c < n; c++) {
      Arrays.fill(x, 0);
      x[c] = 1 / l[c][c];
      for (int i = c + 1; i < n; i++) x[i] = -dot(l[i], x, i) / l[i][i];
      for (int i = n - 1; i >= c; i--) {
        x[i] /= l[i][i];
        for (int j = c; j < i; j++) x[j] -= l[i][j] * x[i];
        result[i][c] = x[i];
        result[c][i] = x[i];
      }
    }
    return result;
  }

  /** log det A. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < l.length; i++) sum += Math.log(l[i][i]);
    return 2 * sum;
  }

  /** L z: a draw of covariance A for z of independent unit variances. */
  public double[] multiply(double[] z) {
    var result = new double[l.length];
    Arrays.setAll(result, i -> dot(l[i], z, i + 1));
    return result;
  }

  /** Four sums at once, which the processor adds in parallel. */
  private static double dot(double[] x, double[] y, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      s0 += x[k] * y[k];
      s1 += x[k + 1] * y[k + 1];
      s2 += x[k + 2] * y[k + 2];
      s3 += x[k + 3] * y[k + 3];
    }
    for (; k < length; k++) s0 += x[k] * y[k];
    return s0 + s1 + s2 + s3;
  }
}
