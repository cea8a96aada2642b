package org.penchant.rank.basis;

import java.util.random.RandomGenerator;

/**
 * Clusters of directions: centres are drawn one by one with probability in proportion to 1 - cos to
 * the nearest so far (k-means++), then vectors join the centre of greatest cosine and centres
 * become the direction of their members' sum.
 *
 * @param clusters K
 * @param rounds at most
 */
public record SphericalKMeans(int clusters, int rounds) {
  public SphericalKMeans {
    if (clusters < 1 || rounds < 1)
      throw new IllegalArgumentException(
          "clusters = " + clusters + ", rounds = " + rounds + ", must be at least 1");
  }

  /**
   * The centres.
   *
   * @param vectors at least K; lengths do not matter
   */
  public double[][] centres(double[][] vectors, RandomGenerator random) {
    if (vectors.length < clusters)
      throw new IllegalArgumentException(
          vectors.length + " vectors for " + clusters + " clusters: give more, or ask for fewer");
    double[][] unit = Directions.of(vectors);
    double[][] centres = drawn(unit, random);
    int[] of = new int[unit.length];
    for (int round = 0; round < rounds; round++) {
      boolean moved = round == 0;
      for (int n = 0; n < unit.length; n++) {
        int nearest = Directions.nearest(unit[n], centres);
        moved |= nearest != of[n];
        of[n] = nearest;
      }
      if (!moved) break;
      double[][] sums = new double[clusters][unit[0].length];
      for (int n = 0; n < unit.length; n++)
        for (int k = 0; k < sums[0].length; k++) sums[of[n]][k] += unit[n][k];
      for (int c = 0; c < clusters; c++) {
        double size = Math.sqrt(Directions.dot(sums[c], sums[c]));
        // A centre that nobody joined stays where it was.
        if (size > 0) for (int k = 0; k < sums[c].length; k++) centres[c][k] = sums[c][k] / size;
      }
    }
    return centres;
  }

  private double[][] drawn(double[][] unit, RandomGenerator random) {
    double[][] centres = new double[clusters][];
    double[] far = new double[unit.length];
    java.util.Arrays.fill(far, 1);
    for (int c = 0; c < clusters; c++) {
      centres[c] = unit[pick(far, random)].clone();
      for (int n = 0; n < unit.length; n++) {
        double distance = Math.max(0, 1 - Directions.dot(unit[n], centres[c]));
        far[n] = c == 0 ? distance : Math.min(far[n], distance);
      }
    }
    return centres;
  }

  private static int pick(double[] weights, RandomGenerator random) {
    double all = 0;
    for (double w : weights) all += w;
    if (!(all > 0)) return random.nextInt(weights.length);
    double at = random.nextDouble() * all;
    for (int n = 0; n < weights.length; n++) {
      at -= weights[n];
      if (at < 0) return n;
    }
    return weights.length - 1;
  }
}
