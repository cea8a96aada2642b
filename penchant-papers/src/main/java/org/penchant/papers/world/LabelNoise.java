package org.penchant.papers.world;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.core.stats.Moments;

/**
 * What labels add to the truth.
 *
 * @param kind the law
 * @param scale it is multiplied by
 */
public record LabelNoise(Kind kind, double scale) {
  /** Laws of noise. */
  public enum Kind {
    /** N(0, 1). */
    NORMAL,
    /** N(0, 1) times the standard deviation of the truth. */
    RELATIVE,
    /** Student's t of two degrees of freedom, whose variance is infinite. */
    STUDENT
  }

  /** The truth with noise. */
  public double[] added(double[] truth, RandomGenerator random) {
    double by = kind == Kind.RELATIVE ? scale * Moments.sd(truth) : scale;
    return Arrays.stream(truth).map(v -> v + by * draw(random)).toArray();
  }

  private double draw(RandomGenerator random) {
    double z = random.nextGaussian();
    // Half a chi-squared of two degrees of freedom is exponential.
    return kind == Kind.STUDENT ? z / Math.sqrt(-Math.log1p(-random.nextDouble())) : z;
  }
}
