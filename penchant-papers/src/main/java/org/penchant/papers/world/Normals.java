package org.penchant.papers.world;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Normal numbers in arrays. */
public final class Normals {
  private Normals() {}

  /** n of N(0, 1). */
  public static double[] of(int n, RandomGenerator random) {
    return of(n, 1, random);
  }

  /** n of N(0, sd^2). */
  public static double[] of(int n, double sd, RandomGenerator random) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) out[i] = sd * random.nextGaussian();
    return out;
  }

  /** A direction uniform on the sphere of R^d, of this norm. */
  public static double[] direction(int d, double norm, RandomGenerator random) {
    double[] out = of(d, random);
    double length = Math.sqrt(Arrays.stream(out).map(v -> v * v).sum());
    for (int j = 0; j < d; j++) out[j] *= norm / length;
    return out;
  }
}
