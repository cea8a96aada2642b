package org.penchant.align.reward.ideal;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Clusters of points: centres are drawn one by one with probability in proportion to the squared
 * distance to the nearest so far (k-means++), then points join the nearest centre and centres
 * become the means of their members.
 *
 * @param clusters K
 * @param rounds at most
 */
public record KMeans(int clusters, int rounds) {
  public KMeans {
    if (clusters < 1 || rounds < 1)
      throw new IllegalArgumentException(
          "clusters = " + clusters + ", rounds = " + rounds + ", must be at least 1");
  }

  /**
   * The centres, [K][d].
   *
   * @param points at least K, [n][d]
   */
  public double[][] centres(double[][] points, RandomGenerator random) {
    if (points.length < clusters)
      throw new IllegalArgumentException(points.length + " points for " + clusters + " clusters");
    double[][] centres = drawn(points, random);
    int[] before = new int[0];
    for (int round = 0; round < rounds; round++) {
      int[] of = Arrays.stream(points).mapToInt(p -> nearest(p, centres)).toArray();
      if (Arrays.equals(of, before)) break;
      before = of;
      double[][] sums = new double[clusters][points[0].length];
      int[] members = new int[clusters];
      for (int n = 0; n < of.length; n++) {
        members[of[n]]++;
        for (int d = 0; d < sums[0].length; d++) sums[of[n]][d] += points[n][d];
      }
      // A centre that nobody joined stays where it was.
      for (int c = 0; c < clusters; c++)
        for (int d = 0; members[c] > 0 && d < sums[c].length; d++)
          centres[c][d] = sums[c][d] / members[c];
    }
    return centres;
  }

  private double[][] drawn(double[][] points, RandomGenerator random) {
    double[][] centres = new double[clusters][];
    double[] far = new double[points.length];
    Arrays.fill(far, Double.POSITIVE_INFINITY);
    for (int c = 0; c < clusters; c++) {
      double all = c == 0 ? 0 : Arrays.stream(far).sum();
      int at = all > 0 ? pick(far, random.nextDouble() * all) : random.nextInt(points.length);
      centres[c] = points[at].clone();
      for (int n = 0; n < points.length; n++)
        far[n] = Math.min(far[n], squared(points[n], centres[c]));
    }
    return centres;
  }

  private static int pick(double[] weights, double at) {
    int last = weights.length - 1;
    double left = at;
    for (int n = 0; n < last; n++) {
      left -= weights[n];
      if (left < 0) return n;
    }
    return last;
  }

  private static int nearest(double[] point, double[][] centres) {
    int best = 0;
    for (int c = 1; c < centres.length; c++)
      if (squared(point, centres[c]) < squared(point, centres[best])) best = c;
    return best;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) sum += (a[d] - b[d]) * (a[d] - b[d]);
    return sum;
  }
}
