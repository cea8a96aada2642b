package org.penchant.papers.world;

import org.penchant.core.random.Seeds;

/**
 * A bent reward of x in R^d, 2 sum_j c_j tanh(B_j . x) / sqrt(bends) + x_1 / 2.
 *
 * @param bends B, [bends d]
 * @param heights c, [bends]
 */
public record BentReward(double[] bends, double[] heights) {
  /** B of N(0, 1.5^2 / d), c of N(0, 1). */
  public static BentReward draw(int bends, int d, Seeds seeds) {
    return new BentReward(
        Normals.of(bends * d, 1.5 / Math.sqrt(d), seeds.stream("bends")),
        Normals.of(bends, seeds.stream("heights")));
  }

  /**
   * The rewards of all rows.
   *
   * @param x [n d]
   */
  public double[] of(double[] x) {
    int units = heights.length;
    int d = bends.length / units;
    double[] rewards = new double[x.length / d];
    for (int row = 0; row < rewards.length; row++) {
      double sum = 0;
      for (int u = 0; u < units; u++) {
        double dot = 0;
        for (int j = 0; j < d; j++) dot += bends[u * d + j] * x[row * d + j];
        sum += heights[u] * Math.tanh(dot);
      }
      rewards[row] = 2 * sum / Math.sqrt(units) + 0.5 * x[row * d];
    }
    return rewards;
  }
}
