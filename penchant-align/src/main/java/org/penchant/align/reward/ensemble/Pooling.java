package org.penchant.align.reward.ensemble;

import java.util.Arrays;

/** Members' scores of one response made into one. */
public sealed interface Pooling {
  /**
   * The pooled score.
   *
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  double of(double[] scores);

  /** Their mean. */
  record Mean() implements Pooling {
    @Override
    public double of(double[] scores) {
      check(scores);
      return Arrays.stream(scores).sum() / scores.length;
    }
  }

  /** The least: what every member grants (Coste et al., arXiv 2310.02743). */
  record Least() implements Pooling {
    @Override
    public double of(double[] scores) {
      check(scores);
      return Arrays.stream(scores).min().orElseThrow();
    }
  }

  /**
   * mean - k sd, with the population deviation: disagreement costs.
   *
   * @param k at least 0
   */
  record Cautious(double k) implements Pooling {
    public Cautious {
      if (!(k >= 0 && Double.isFinite(k)))
        throw new IllegalArgumentException("k = " + k + ", must not be negative");
    }

    public static Cautious defaults() {
      return new Cautious(1);
    }

    @Override
    public double of(double[] scores) {
      return new Mean().of(scores) - k * sd(scores);
    }
  }

  /** The population standard deviation of members' scores: their disagreement. */
  static double sd(double[] scores) {
    double mean = new Mean().of(scores);
    return Math.sqrt(Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum() / scores.length);
  }

  private static void check(double[] scores) {
    if (scores.length == 0) throw new IllegalArgumentException("no scores to pool");
    for (double score : scores)
      if (!Double.isFinite(score))
        throw new IllegalArgumentException("score " + score + ", must be finite");
  }
}
