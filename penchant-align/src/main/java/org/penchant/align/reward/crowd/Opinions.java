package org.penchant.align.reward.crowd;

import java.util.Arrays;

/**
 * How opinions become a distribution over levels (DPRM, arXiv 2402.09764): the posterior mean of a
 * Dirichlet prior with the opinions' counts, q_k = (n_0 prior_k + c_k) / (n_0 + sum c). With two
 * levels it is the mean of a Beta distribution.
 *
 * @param strength n_0, how many opinions a prior is worth; not below 0
 * @param smoothing the share of an opinion that goes to the neighbouring levels, half to each, all
 *     to the only neighbour at an end; in [0, 1)
 * @param forgetting what older opinions count when newer ones come, in (0, 1]
 * @param correlation of opinions on the same response, in [0, 1): n of them count as n / (1 + (n -
 *     1) correlation), since personas of one language model agree too much
 */
public record Opinions(double strength, double smoothing, double forgetting, double correlation) {
  private static final double TOLERANCE = 1e-6;

  public Opinions {
    if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("strength = " + strength + ", must not be negative");
    if (!(smoothing >= 0 && smoothing < 1))
      throw new IllegalArgumentException("smoothing = " + smoothing + ", must be in [0, 1)");
    if (!(forgetting > 0 && forgetting <= 1))
      throw new IllegalArgumentException("forgetting = " + forgetting + ", must be in (0, 1]");
    if (!(correlation >= 0 && correlation < 1))
      throw new IllegalArgumentException("correlation = " + correlation + ", must be in [0, 1)");
  }

  /** n_0 = 3, smoothing 0.1, nothing forgotten, independent opinions. */
  public static Opinions defaults() {
    return new Opinions(3, 0.1, 1, 0);
  }

  /** Counts as they are: no smoothing, nothing forgotten, independent. */
  public static Opinions plain(double strength) {
    return new Opinions(strength, 0, 1, 0);
  }

  /** What one opinion counts on every level; sums to 1. */
  public double[] smoothed(int level, int levels) {
    if (level < 0 || level >= levels)
      throw new IllegalArgumentException("level " + level + " of " + levels);
    double[] shares = new double[levels];
    shares[level] = 1;
    if (levels == 1) return shares;
    shares[level] -= smoothing;
    if (level == 0) shares[1] += smoothing;
    else if (level == levels - 1) shares[levels - 2] += smoothing;
    else {
      shares[level - 1] += smoothing / 2;
      shares[level + 1] += smoothing / 2;
    }
    return shares;
  }

  /** How many independent opinions n correlated ones are worth. */
  public double effective(int n) {
    return n / (1 + (n - 1) * correlation);
  }

  /** Older counts with newer ones: forgetting older + newer. */
  public double[] updated(double[] older, double[] newer) {
    double[] out = new double[older.length];
    for (int k = 0; k < out.length; k++) out[k] = forgetting * older[k] + newer[k];
    return out;
  }

  /**
   * q.
   *
   * @param prior a distribution over the levels, best first
   * @param counts of opinions on them
   * @throws IllegalArgumentException if the prior is none, a count is negative or not a number, or
   *     there is neither an opinion nor a prior that counts
   */
  public double[] posterior(double[] prior, double[] counts) {
    requireDistribution(prior);
    if (counts.length != prior.length)
      throw new IllegalArgumentException(counts.length + " counts for " + prior.length + " levels");
    double all = strength;
    for (double c : counts) {
      if (!(c >= 0 && c < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("count " + c + " of a level is not >= 0");
      all += c;
    }
    if (!(all > 0)) throw new IllegalArgumentException("no opinions, and a prior of strength 0");
    double[] q = new double[prior.length];
    for (int k = 0; k < q.length; k++) q[k] = (strength * prior[k] + counts[k]) / all;
    return q;
  }

  static void requireDistribution(double[] shares) {
    for (double p : shares)
      if (!(p >= 0)) throw new IllegalArgumentException("share " + p + " of a level is not >= 0");
    double sum = Arrays.stream(shares).sum();
    if (!(Math.abs(sum - 1) <= TOLERANCE))
      throw new IllegalArgumentException(shares.length + " shares sum to " + sum + ", not to 1");
  }
}
