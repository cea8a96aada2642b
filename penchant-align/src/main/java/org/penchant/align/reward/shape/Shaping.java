package org.penchant.align.reward.shape;

import java.util.function.DoubleUnaryOperator;
import org.penchant.core.numeric.Logistic;

/**
 * A raw reward r made into the reward u that is optimised. Where z stands, it is r minus a
 * reference answer's reward; over several references the value is the mean. Compare shapings at
 * equal divergence from the reference policy: they change the reward's scale.
 */
public sealed interface Shaping {
  /**
   * u.
   *
   * @throws IllegalArgumentException if the reward is not finite, or references are too few
   */
  double of(double raw, Background background);

  /** du/dr, statistics held fixed. */
  double slope(double raw, Background background);

  /** Whether the value depends on rewards of reference answers. */
  default boolean needsReferences() {
    return true;
  }

  /** u = r. */
  record Identity() implements Shaping {
    @Override
    public double of(double raw, Background background) {
      return finite(raw);
    }

    @Override
    public double slope(double raw, Background background) {
      return 1;
    }

    @Override
    public boolean needsReferences() {
      return false;
    }
  }

  /** u = z. */
  record Centred() implements Shaping {
    @Override
    public double of(double raw, Background background) {
      return mean(this, raw, background, z -> z);
    }

    @Override
    public double slope(double raw, Background background) {
      return 1;
    }
  }

  /**
   * u = log sigmoid(r - point), the log-probability that the answer is good; at most 0. Slope
   * sigmoid(point - r): effort goes to bad answers. Wang et al., "Transforming and combining
   * rewards for aligning large language models" (arXiv 2402.00742).
   */
  record LogSigmoid(ReferencePoint point) implements Shaping {
    public static LogSigmoid defaults() {
      return new LogSigmoid(ReferencePoint.Quantile.defaults());
    }

    @Override
    public double of(double raw, Background background) {
      return Logistic.logSigmoid(finite(raw) - point.of(background));
    }

    @Override
    public double slope(double raw, Background background) {
      return Logistic.sigmoid(point.of(background) - raw);
    }

    @Override
    public boolean needsReferences() {
      return !(point instanceof ReferencePoint.Constant);
    }
  }

  /** u = min(r, point). */
  record Capped(ReferencePoint point) implements Shaping {
    public static Capped defaults() {
      return new Capped(ReferencePoint.Quantile.defaults());
    }

    @Override
    public double of(double raw, Background background) {
      return Math.min(finite(raw), point.of(background));
    }

    @Override
    public double slope(double raw, Background background) {
      return raw < point.of(background) ? 1 : 0;
    }

    @Override
    public boolean needsReferences() {
      return !(point instanceof ReferencePoint.Constant);
    }
  }

  /**
   * u = sigmoid(k z): the reward model's probability that the answer beats a reference answer, in
   * (0, 1); slope at most k/4, where the two are equal. Fu et al., "Reward shaping to mitigate
   * reward hacking in RLHF" (arXiv 2502.18770).
   *
   * @param scale k
   */
  record PreferenceProbability(double scale) implements Shaping {
    public PreferenceProbability {
      positive(scale);
    }

    public static PreferenceProbability defaults() {
      return new PreferenceProbability(1);
    }

    @Override
    public double of(double raw, Background background) {
      return mean(this, raw, background, z -> Logistic.sigmoid(scale * z));
    }

    @Override
    public double slope(double raw, Background background) {
      return mean(this, raw, background, z -> scale * Logistic.slope(scale * z));
    }
  }

  /** u = sigmoid(k r), not centred. */
  record Sigmoid(double scale) implements Shaping {
    public Sigmoid {
      positive(scale);
    }

    public static Sigmoid defaults() {
      return new Sigmoid(1);
    }

    @Override
    public double of(double raw, Background background) {
      return Logistic.sigmoid(scale * finite(raw));
    }

    @Override
    public double slope(double raw, Background background) {
      return scale * Logistic.slope(scale * raw);
    }

    @Override
    public boolean needsReferences() {
      return false;
    }
  }

  /** u = tanh z = 2 sigmoid(2 z) - 1. */
  record Tanh() implements Shaping {
    @Override
    public double of(double raw, Background background) {
      return mean(this, raw, background, Math::tanh);
    }

    @Override
    public double slope(double raw, Background background) {
      return mean(this, raw, background, z -> 4 * Logistic.slope(2 * z));
    }
  }

  /** u = atan z. */
  record Arctan() implements Shaping {
    @Override
    public double of(double raw, Background background) {
      return mean(this, raw, background, Math::atan);
    }

    @Override
    public double slope(double raw, Background background) {
      return mean(this, raw, background, z -> 1 / (1 + z * z));
    }
  }

  /**
   * u = sigmoid(k (z - delay)): grows slowly at first, fast later; an ablation.
   *
   * @param scale k
   * @param delay how far above the reference it is 1/2
   */
  record SlowGrowth(double scale, double delay) implements Shaping {
    public SlowGrowth {
      positive(scale);
    }

    public static SlowGrowth defaults() {
      return new SlowGrowth(1, 3);
    }

    @Override
    public double of(double raw, Background background) {
      return mean(this, raw, background, z -> Logistic.sigmoid(scale * (z - delay)));
    }

    @Override
    public double slope(double raw, Background background) {
      return mean(this, raw, background, z -> scale * Logistic.slope(scale * (z - delay)));
    }
  }

  /**
   * The polynomial of degree 5 that fits the sigmoid best at 100 equally spaced points of [-5, 5]:
   * 0.5 + 0.228788512 z - 0.0101309121 z^3 + 0.000202669170 z^5; 0 below -5 and 1 above 5.
   */
  record Polynomial() implements Shaping {
    private static final double REACH = 5;
    private static final double FIRST = 0.228788512;
    private static final double THIRD = -0.0101309121;
    private static final double FIFTH = 0.000202669170;

    @Override
    public double of(double raw, Background background) {
      return mean(this, raw, background, Polynomial::value);
    }

    @Override
    public double slope(double raw, Background background) {
      return mean(this, raw, background, Polynomial::slope);
    }

    private static double value(double z) {
      if (z < -REACH) return 0;
      if (z > REACH) return 1;
      double q = z * z;
      return 0.5 + z * (FIRST + q * (THIRD + q * FIFTH));
    }

    private static double slope(double z) {
      double q = z * z;
      return q > REACH * REACH ? 0 : FIRST + q * (3 * THIRD + q * 5 * FIFTH);
    }
  }

  /** u = r held to [low, high]. */
  record Clip(double low, double high) implements Shaping {
    public Clip {
      if (!(low < high)) throw new IllegalArgumentException("clip to [" + low + ", " + high + "]");
    }

    @Override
    public double of(double raw, Background background) {
      return Math.clamp(finite(raw), low, high);
    }

    @Override
    public double slope(double raw, Background background) {
      return raw > low && raw < high ? 1 : 0;
    }

    @Override
    public boolean needsReferences() {
      return false;
    }
  }

  /**
   * By statistics of all rewards so far, which a {@link Shaper} keeps; before they vary the value
   * is that of a reward in their middle.
   */
  record Running(Kind kind) implements Shaping {
    /** What is done with mean, deviation, least and greatest reward. */
    public enum Kind {
      /** (r - mean) / sd. */
      STANDARDISED,
      /** r held to [mean - sd, mean + sd]. */
      CLIPPED,
      /** (r - min) / (max - min). */
      SCALED
    }

    @Override
    public double of(double raw, Background background) {
      finite(raw);
      var s = background.running();
      double sd = s.sd();
      double range = s.most() - s.least();
      return switch (kind) {
        case STANDARDISED -> sd > 0 ? (raw - s.mean()) / sd : 0;
        case CLIPPED -> s.count() > 0 ? Math.clamp(raw, s.mean() - sd, s.mean() + sd) : raw;
        case SCALED -> range > 0 ? (raw - s.least()) / range : 0.5;
      };
    }

    @Override
    public double slope(double raw, Background background) {
      var s = background.running();
      double sd = s.sd();
      double range = s.most() - s.least();
      return switch (kind) {
        case STANDARDISED -> sd > 0 ? 1 / sd : 0;
        case CLIPPED -> s.count() == 0 || Math.abs(raw - s.mean()) < sd ? 1 : 0;
        case SCALED -> range > 0 ? 1 / range : 0;
      };
    }

    @Override
    public boolean needsReferences() {
      return false;
    }
  }

  private static double mean(
      Shaping who, double raw, Background background, DoubleUnaryOperator of) {
    finite(raw);
    background.atLeast(1, who);
    double sum = 0;
    for (int m = 0; m < background.count(); m++)
      sum += of.applyAsDouble(raw - background.reference(m));
    return sum / background.count();
  }

  private static double finite(double raw) {
    if (!Double.isFinite(raw))
      throw new IllegalArgumentException("reward " + raw + ", must be finite");
    return raw;
  }

  private static void positive(double scale) {
    if (!(scale > 0 && Double.isFinite(scale)))
      throw new IllegalArgumentException("scale = " + scale + ", must be positive");
  }
}
