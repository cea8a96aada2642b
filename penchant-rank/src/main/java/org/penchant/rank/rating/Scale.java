package org.penchant.rank.rating;

import java.util.Arrays;

/** In which unit utilities u, in natural logarithms of odds, are shown. */
public sealed interface Scale {
  double[] apply(double[] utilities);

  /** As they are. */
  record Natural() implements Scale {
    @Override
    public double[] apply(double[] utilities) {
      return utilities.clone();
    }
  }

  /**
   * base + points / ln 10 * u: {@code points} more are odds of ten to one.
   *
   * @param base what u = 0 becomes, finite
   * @param points above 0
   */
  record Elo(double base, double points) implements Scale {
    public Elo {
      if (!Double.isFinite(base))
        throw new IllegalArgumentException("base = " + base + ", must be finite");
      if (!(points > 0 && points < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("points = " + points + ", must be finite and above 0");
    }

    public static Elo defaults() {
      return new Elo(1000, 400);
    }

    @Override
    public double[] apply(double[] utilities) {
      double factor = points / Math.log(10);
      return Arrays.stream(utilities).map(u -> base + factor * u).toArray();
    }
  }

  /** Worths e^u, scaled to the sum 1. */
  record Worth() implements Scale {
    @Override
    public double[] apply(double[] utilities) {
      double top = Arrays.stream(utilities).max().orElse(0);
      double[] worths = Arrays.stream(utilities).map(u -> Math.exp(u - top)).toArray();
      double sum = Arrays.stream(worths).sum();
      return Arrays.stream(worths).map(w -> w / sum).toArray();
    }
  }
}
