package org.penchant.rank.game;

import java.util.Arrays;

/** Vectors as arrays. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  static void scale(double[] x, double by) {
    for (int i = 0; i < x.length; i++) x[i] *= by;
  }

  static double max(double[] x) {
    return Arrays.stream(x).max().orElse(Double.NEGATIVE_INFINITY);
  }

  static double[] uniform(int n) {
    var x = new double[n];
    Arrays.fill(x, 1.0 / n);
    return x;
  }

  /** The nearest point of the simplex, max(0, x - t) with t such that it sums to 1. */
  static double[] ontoSimplex(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double shift = 0;
    for (int k = 1; k <= sorted.length; k++) {
      double value = sorted[sorted.length - k];
      sum += value;
      if (value - (sum - 1) / k > 0) shift = (sum - 1) / k;
    }
    var nearest = new double[x.length];
    for (int i = 0; i < x.length; i++) nearest[i] = Math.max(0, x[i] - shift);
    return nearest;
  }
}
