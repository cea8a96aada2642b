package org.penchant.align.curate.nearest;

import java.util.Arrays;
import org.penchant.core.stats.Vectors;

/** How near a pair is to the policy, from the similarities of its two answers. */
public enum Relevance {
  /** That of the nearer answer. */
  MAX,
  /** The mean of both. */
  MEAN;

  /** Of a pair. */
  public double of(double chosen, double rejected) {
    return this == MAX ? Math.max(chosen, rejected) : (chosen + rejected) / 2;
  }

  /**
   * The mean cosine of an answer's embedding with those of the policy's own answers to the prompt.
   *
   * @param own one or more, none of them zero
   */
  public static double similarity(double[][] own, double[] answer) {
    double mean =
        Arrays.stream(own).mapToDouble(o -> Vectors.cosine(o, answer)).average().orElseThrow();
    if (Double.isNaN(mean))
      throw new IllegalArgumentException("an embedding is zero and has no direction");
    return mean;
  }
}
