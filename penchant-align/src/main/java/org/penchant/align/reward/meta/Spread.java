package org.penchant.align.reward.meta;

/**
 * How far rewards of a prompt's k answers are apart, J = (2 / k^2) sum_{i<j} sigmoid(|r_i - r_j|):
 * what a meta step raises on answers of the current policy (arXiv 2401.06080). With equal rewards
 * it is (k - 1) / (2 k), never 0.
 */
public final class Spread {
  private Spread() {}

  /** J of one prompt's rewards. */
  public static double of(double... rewards) {
    int k = rewards.length;
    double sum = 0;
    for (int i = 0; i < k; i++)
      for (int j = i + 1; j < k; j++) sum += 1 / (1 + Math.exp(-Math.abs(rewards[i] - rewards[j])));
    return 2 * sum / (k * (double) k);
  }

  /** d J / d r; 0 between equal rewards, where |.| has no derivative. */
  public static double[] slopes(double... rewards) {
    int k = rewards.length;
    double[] slopes = new double[k];
    for (int i = 0; i < k; i++)
      for (int j = 0; j < k; j++) {
        double gap = rewards[i] - rewards[j];
        double s = 1 / (1 + Math.exp(-Math.abs(gap)));
        slopes[i] += 2 * Math.signum(gap) * s * (1 - s) / (k * (double) k);
      }
    return slopes;
  }
}
