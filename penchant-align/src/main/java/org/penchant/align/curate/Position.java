package org.penchant.align.curate;

import java.util.Arrays;
import org.penchant.core.stats.Moments;
import org.penchant.core.stats.Quantiles;

/**
 * Seven places in the distribution of a prompt's scores, each stood for by the sample whose score
 * is nearest to it (arXiv 2502.16825, section on preference data construction).
 */
public enum Position {
  MIN(0),
  MINUS_TWO_SIGMA(-2),
  MINUS_SIGMA(-1),
  MEAN(0),
  PLUS_SIGMA(1),
  PLUS_TWO_SIGMA(2),
  MAX(0);

  /** Where the five places between the extremes lie. */
  public enum Spread {
    /** mu + k sigma, sigma with divisor n. */
    SIGMA,
    /** median + k 1.4826 MAD: a few outliers do not move it. */
    MAD,
    /** The quantile that a normal distribution has at k: 2.3, 15.9, 50, 84.1 and 97.7 %. */
    QUANTILE
  }

  /** Of the median absolute deviation to the standard deviation of a normal distribution. */
  private static final double MAD_TO_SIGMA = 1.482602218505602;

  /** Phi(k) for k = -2..2. */
  private static final double[] NORMAL = {
    0.022750131948179, 0.158655253931457, 0.5, 0.841344746068543, 0.977249868051821
  };

  private final int k;

  Position(int k) {
    this.k = k;
  }

  /** Below its counterpart: positions are ordered from worst to best. */
  public boolean isBelow(Position other) {
    return ordinal() < other.ordinal();
  }

  /**
   * The score at which this position lies.
   *
   * @param scores finite, at least one
   */
  public double in(double[] scores, Spread spread) {
    return switch (this) {
      case MIN -> Arrays.stream(scores).min().orElseThrow();
      case MAX -> Arrays.stream(scores).max().orElseThrow();
      default ->
          switch (spread) {
            case SIGMA -> Moments.mean(scores) + k * sigma(scores);
            case MAD -> {
              double median = Quantiles.median(scores);
              double[] away = Arrays.stream(scores).map(s -> Math.abs(s - median)).toArray();
              yield median + k * MAD_TO_SIGMA * Quantiles.median(away);
            }
            case QUANTILE -> Quantiles.quantile(scores, NORMAL[k + 2]);
          };
    };
  }

  /** The 0-based index of the sample nearest to this position; the first of those that tie. */
  public int nearest(double[] scores, Spread spread) {
    double target = in(scores, spread);
    double best = Double.POSITIVE_INFINITY;
    for (double score : scores) best = Math.min(best, Math.abs(score - target));
    // Distances that differ by rounding alone tie.
    double width = MAX.in(scores, spread) - MIN.in(scores, spread);
    for (int i = 0; i < scores.length; i++)
      if (Math.abs(scores[i] - target) <= best + 1e-12 * width) return i;
    throw new IllegalArgumentException("scores must be finite: " + Arrays.toString(scores));
  }

  /** The standard deviation with divisor n. */
  static double sigma(double[] scores) {
    double mean = Moments.mean(scores);
    return Math.sqrt(Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum() / scores.length);
  }
}
