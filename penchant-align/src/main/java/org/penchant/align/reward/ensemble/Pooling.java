package org.penchant.align.reward.ensemble;

import java.util.Arrays;

/** Members' scores of one response made into one. */
public sealed interface Pooling {
  /**
   * The pooled score.
   *
   * @param scores of the members
   * @param within variances that members see in their own scores
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  double of(double[] scores, double[] within);

  /** The pooled score of members that are sure of themselves. */
  default double of(double... scores) {
    return of(scores, new double[scores.length]);
  }

  /** Their mean. */
  record Mean() implements Pooling {
    @Override
    public double of(double[] scores, double[] within) {
      check(scores);
      return Arrays.stream(scores).sum() / scores.length;
    }
  }

  /** The least: what every member grants (Coste et al., arXiv 2310.02743). */
  record Least() implements Pooling {
    @Override
    public double of(double[] scores, double[] within) {
      check(scores);
      return Arrays.stream(scores).min().orElseThrow();
    }
  }

  /**
   * mean - k deviation: disagreement and doubt cost.
   *
   * @param k at least 0
   */
  record Cautious(double k) implements Pooling {
    public Cautious {
      if (!(k >= 0 && Double.isFinite(k)))
        throw new IllegalArgumentException("caution = " + k + ", must be >= 0");
    }

    public static Cautious defaults() {
      return new Cautious(1);
    }

    @Override
    public double of(double[] scores, double[] within) {
      return new Mean().of(scores) - k * deviation(scores, within);
    }
  }

  /** sqrt(population variance of members' scores + mean of their own variances). */
  static double deviation(double[] scores, double[] within) {
    double mean = new Mean().of(scores);
    double between = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum() / scores.length;
    return Math.sqrt(between + Arrays.stream(within).average().orElse(0));
  }

  private static void check(double[] scores) {
    if (scores.length == 0) throw new IllegalArgumentException("no scores to pool");
    for (double score : scores)
      if (!Double.isFinite(score))
        throw new IllegalArgumentException("score " + score + ", must be finite");
  }
}
