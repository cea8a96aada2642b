package org.penchant.papers.experiment;

import java.util.random.RandomGenerator;
import org.penchant.core.stats.Distributions;
import org.penchant.papers.world.Normals;

/**
 * Items x ~ N(0, I_8) and what a crowd thinks of each: half of it is N(centre - gap / 2, 0.7^2),
 * half N(centre + gap / 2, 0.7^2), cut at 0.5 .. 4.5 into six levels; centre = 2.5 + 1.8 tanh(1.5 x
 * . a), gap = 1.5 (1 + tanh(1.5 x . b)).
 *
 * @param x [n 8]
 * @param truth distributions over levels, [n][6]
 */
record CrowdWorld(double[] x, double[][] truth) {
  static final int D = 8;
  static final int LEVELS = 6;
  private static final double SD = 0.7;

  static CrowdWorld draw(double[] a, double[] b, int n, RandomGenerator random) {
    double[] x = Normals.of(n * D, random);
    double[][] truth = new double[n][];
    for (int i = 0; i < n; i++) {
      double centre = 2.5 + 1.8 * Math.tanh(1.5 * dot(x, i, a));
      double gap = 1.5 * (1 + Math.tanh(1.5 * dot(x, i, b)));
      truth[i] = levels(centre, gap);
    }
    return new CrowdWorld(x, truth);
  }

  private static double dot(double[] x, int row, double[] a) {
    double sum = 0;
    for (int j = 0; j < D; j++) sum += x[row * D + j] * a[j];
    return sum;
  }

  private static double[] levels(double centre, double gap) {
    double[] p = new double[LEVELS];
    double below = 0;
    for (int k = 0; k < LEVELS; k++) {
      double cut = k + 0.5;
      double upTo =
          k == LEVELS - 1
              ? 1
              : (Distributions.normalCdf((cut - centre + gap / 2) / SD)
                      + Distributions.normalCdf((cut - centre - gap / 2) / SD))
                  / 2;
      p[k] = Math.max(0, upTo - below);
      below = upTo;
    }
    return p;
  }

  /** Counts of so many opinions on every item. */
  double[][] opinions(int each, RandomGenerator random) {
    double[][] counts = new double[truth.length][LEVELS];
    for (int i = 0; i < counts.length; i++)
      for (int o = 0; o < each; o++) {
        double at = random.nextDouble();
        int level = 0;
        while (level < LEVELS - 1 && at >= truth[i][level]) at -= truth[i][level++];
        counts[i][level]++;
      }
    return counts;
  }
}
