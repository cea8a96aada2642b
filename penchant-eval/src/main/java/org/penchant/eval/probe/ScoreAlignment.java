package org.penchant.eval.probe;

import java.util.random.RandomGenerator;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Correlation;
import org.penchant.core.stats.Interval;

/** Whether a score of reward models foretells how well policies align with them. */
public final class ScoreAlignment {
  private static final int LEAST = 4;

  private ScoreAlignment() {}

  /**
   * Pearson's r over models with its bootstrap interval; models are resampled, since they are what
   * varies. A resample without variation counts as 0.
   *
   * @throws IllegalArgumentException with fewer than four models
   */
  public static Interval pearson(
      double[] score, double[] alignment, Bootstrap bootstrap, RandomGenerator random) {
    if (score.length != alignment.length || score.length < LEAST)
      throw new IllegalArgumentException(
          score.length + " scores and " + alignment.length + " alignments, need 4 models or more");
    return bootstrap.interval(score.length, index -> r(score, alignment, index), random);
  }

  private static double r(double[] score, double[] alignment, int[] index) {
    double[] x = new double[index.length];
    double[] y = new double[index.length];
    for (int i = 0; i < index.length; i++) {
      x[i] = score[index[i]];
      y[i] = alignment[index[i]];
    }
    double r = Correlation.pearson(x, y);
    return Double.isNaN(r) ? 0 : r;
  }
}
