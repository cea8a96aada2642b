package org.penchant.rank.choice;

/** Elementary symmetric polynomials e_0 .. e_k of positive numbers. */
final class Symmetric {
  private Symmetric() {}

  static double[] of(double[] a, int k) {
    var e = new double[k + 1];
    e[0] = 1;
    for (double x : a) for (int j = k; j >= 1; j--) e[j] += x * e[j - 1];
    return e;
  }

  /** Those of all numbers but {@code x}, from those of all: e_j - x e'_(j-1). */
  static double[] without(double[] e, double x) {
    var rest = new double[e.length];
    rest[0] = 1;
    for (int j = 1; j < e.length; j++) rest[j] = Math.max(0, e[j] - x * rest[j - 1]);
    return rest;
  }
}
