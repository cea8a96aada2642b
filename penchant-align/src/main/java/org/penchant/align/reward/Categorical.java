package org.penchant.align.reward;

import java.util.OptionalDouble;

/**
 * A distribution over ordered levels of satisfaction, best first: p = softmax(z), its reward the
 * expected utility sum_k p_k u_k in [0, 1], u equally spaced from 1 to 0. Two responses are
 * compared as two voters drawn from them would be: P(1 > 2) = sum_{i<j} p1_i p2_j + sum_i p1_i p2_i
 * / 2. A label is the crowd's distribution (arXiv 2402.09764).
 *
 * @param levels K, at least 2
 * @param loss between the distribution and the crowd's
 */
public record Categorical(int levels, Transport loss) implements Head {
  /** A pair's probability is kept this far from 0 and 1, where its log-odds end. */
  private static final double LEAST = 1e-12;

  private static final double TOLERANCE = 1e-6;

  public Categorical {
    if (levels < 2) throw new IllegalArgumentException("levels = " + levels + ", must be >= 2");
  }

  public static Categorical defaults() {
    return new Categorical(6, Transport.OPTIMAL);
  }

  @Override
  public int outputs() {
    return levels;
  }

  @Override
  public boolean pairsOnly() {
    return true;
  }

  /** p of a response. */
  public double[] distribution(double[] z) {
    return Simplex.softmax(z);
  }

  private double utility(double[] p) {
    double mean = 0;
    for (int k = 0; k < levels; k++) mean += p[k] * Transport.utility(k, levels);
    return mean;
  }

  @Override
  public double variance(double[] z) {
    double[] p = distribution(z);
    double mean = utility(p);
    double sum = 0;
    for (int k = 0; k < levels; k++) {
      double gap = Transport.utility(k, levels) - mean;
      sum += p[k] * gap * gap;
    }
    return sum;
  }

  /** P(1 > 2) of independent voters, ties counted half. */
  public static double preferred(double[] first, double[] second) {
    return Weighted.dot(first, beats(second));
  }

  /** The slope of {@link #preferred} by the first: the share of {@code q} that each level beats. */
  private static double[] beats(double[] q) {
    double[] by = new double[q.length];
    double worse = 0;
    for (int i = q.length - 1; i >= 0; i--) {
      by[i] = worse + q[i] / 2;
      worse += q[i];
    }
    return by;
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    Head.requirePair(outputs, this);
    double[] p = distribution(outputs.z()[0]);
    double[] q = distribution(outputs.z()[1]);
    double exact = preferred(p, q);
    double share = Math.clamp(exact, LEAST, 1 - LEAST);
    return Head.pair(
        Math.log(share / (1 - share)),
        (slope, byOutputs, _) -> {
          if (share != exact) return;
          double byShare = slope / (share * (1 - share));
          add(byOutputs.z()[0], Simplex.byLogits(p, beats(q)), byShare);
          add(byOutputs.z()[1], Simplex.byLogits(q, beats(p)), -byShare);
        });
  }

  private static void add(double[] into, double[] more, double times) {
    for (int k = 0; k < into.length; k++) into[k] += times * more[k];
  }

  @Override
  public int labels() {
    return levels;
  }

  @Override
  public double[] expected(double[] z) {
    return distribution(z);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the label is no distribution over the levels
   */
  @Override
  public double loss(double[] z, double[] label, double[] slopes) {
    requireDistribution(label);
    double[] p = distribution(z);
    double[] byP = new double[levels];
    double value = loss.of(p, label, byP);
    if (loss == Transport.CROSS_ENTROPY) {
      // The slope p - q is exact where p underflows and q / p is not a number.
      for (int k = 0; k < levels; k++) slopes[k] += p[k] - label[k];
      return value;
    }
    add(slopes, Simplex.byLogits(p, byP), 1);
    return value;
  }

  private void requireDistribution(double[] label) {
    double sum = 0;
    for (double q : label) {
      if (!(q >= 0)) throw new IllegalArgumentException("share " + q + " of a level is not >= 0");
      sum += q;
    }
    if (label.length != levels || Math.abs(sum - 1) > TOLERANCE)
      throw new IllegalArgumentException(
          label.length + " shares that sum to " + sum + " for " + levels + " levels");
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.of(utility(distribution(one.z()[0])));
  }
}
