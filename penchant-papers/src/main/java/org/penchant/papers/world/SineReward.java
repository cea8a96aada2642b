package org.penchant.papers.world;

import java.util.Arrays;
import org.penchant.core.random.Seeds;

/**
 * A bent reward of x in R^d, 1.2 sum_j c_j sin(1.5 A_j . x / sqrt d).
 *
 * @param waves A, [waves d]
 * @param heights c, [waves]
 */
public record SineReward(double[] waves, double[] heights) {
  /** A and c of N(0, 1). */
  public static SineReward draw(int waves, int d, Seeds seeds) {
    var random = seeds.stream("reward");
    return new SineReward(Normals.of(waves * d, random), Normals.of(waves, random));
  }

  /** With {@code frequency} in place of 1.5. */
  public SineReward withFrequency(double frequency) {
    return new SineReward(Arrays.stream(waves).map(v -> v * frequency / 1.5).toArray(), heights);
  }

  /**
   * The rewards of all rows.
   *
   * @param x [n d]
   */
  public double[] of(double[] x) {
    int d = waves.length / heights.length;
    double[] rewards = new double[x.length / d];
    for (int row = 0; row < rewards.length; row++)
      for (int j = 0; j < heights.length; j++) {
        double dot = 0;
        for (int i = 0; i < d; i++) dot += waves[j * d + i] * x[row * d + i];
        rewards[row] += 1.2 * heights[j] * Math.sin(1.5 * dot / Math.sqrt(d));
      }
    return rewards;
  }
}
