package org.penchant.align.reward.shape;

import org.penchant.core.stats.Distributions;
import org.penchant.core.stats.Quantiles;

/**
 * The one reward that stands for the reference answers' rewards: where an answer counts as good.
 */
public sealed interface ReferencePoint {
  /** Fewest references a quantile is taken of. */
  int FEWEST = 4;

  /**
   * The point.
   *
   * @throws IllegalArgumentException if there are too few references
   */
  double of(Background background);

  /** Their mean; of one canned answer, its reward. */
  record Mean() implements ReferencePoint {
    @Override
    public double of(Background background) {
      double sum = 0;
      double[] references = background.atLeast(1, this);
      for (double reference : references) sum += reference;
      return sum / references.length;
    }
  }

  /**
   * Their empirical quantile, interpolated.
   *
   * @param p in (0, 1)
   */
  record Quantile(double p) implements ReferencePoint {
    public Quantile {
      probability(p);
    }

    public static Quantile defaults() {
      return new Quantile(0.85);
    }

    @Override
    public double of(Background background) {
      return Quantiles.quantile(background.atLeast(FEWEST, this), p);
    }
  }

  /**
   * The quantile of the normal distribution with their mean and population deviation: mean + z (sd
   * + floor), for fewer references than an empirical quantile wants.
   *
   * @param z the standard normal quantile; {@link #at} gives it
   * @param floor added to the deviation
   */
  record NormalQuantile(double z, double floor) implements ReferencePoint {
    public NormalQuantile {
      if (!Double.isFinite(z) || !(floor >= 0))
        throw new IllegalArgumentException("normal quantile z = " + z + ", floor = " + floor);
    }

    /** The 85 % quantile with the six digits in use, and no floor. */
    public static NormalQuantile defaults() {
      return new NormalQuantile(1.036433, 0);
    }

    /** The quantile of probability p, in full. */
    public static NormalQuantile at(double p) {
      probability(p);
      return new NormalQuantile(Distributions.normalQuantile(p), 0);
    }

    @Override
    public double of(Background background) {
      var statistics = RunningStatistics.none().with(background.atLeast(FEWEST, this));
      return statistics.mean() + z * (statistics.sd() + floor);
    }
  }

  /** A value given, the same for every prompt: 0 leaves rewards uncentred. */
  record Constant(double value) implements ReferencePoint {
    public static Constant defaults() {
      return new Constant(0);
    }

    @Override
    public double of(Background background) {
      return value;
    }
  }

  private static void probability(double p) {
    if (!(p > 0 && p < 1)) throw new IllegalArgumentException("p = " + p + ", must be in (0, 1)");
  }
}
