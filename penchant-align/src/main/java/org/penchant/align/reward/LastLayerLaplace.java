package org.penchant.align.reward;

import java.util.List;
import org.penchant.core.numeric.Cholesky;

/**
 * How sure a linear reward w . phi is, where phi is what the last map reads: the normal
 * approximation of w's posterior at its maximum, covariance H^-1 with H = prior I + sum_pairs p (1
 * - p) scale^2 x x', x = phi_chosen - phi_rejected and p = sigmoid(scale w . x). A reward is known
 * up to a constant, so its variance is (phi - mean)' H^-1 (phi - mean) about the mean of the fitted
 * features; a margin's is x' H^-1 x (Daxberger et al., "Laplace Redux", arXiv 2106.14806; the last
 * layer alone).
 *
 * @param covariance H^-1, [D][D]
 * @param mean of phi, [D]
 */
public record LastLayerLaplace(double[][] covariance, double[] mean) {
  /** The widest features that are fitted: the matrix has the square of it. */
  public static final int MOST = 4096;

  /**
   * What the last map reads of a pair, and the pair's margin.
   *
   * @param chosen phi
   * @param rejected phi
   * @param margin w . (chosen - rejected)
   */
  public record Pair(double[] chosen, double[] rejected, double margin) {}

  /**
   * Fits.
   *
   * @param pairs those the model was trained on, at least one
   * @param scale of margins in the likelihood
   * @param prior precision of every weight, positive
   */
  public static LastLayerLaplace fit(List<Pair> pairs, double scale, double prior) {
    if (pairs.isEmpty()) throw new IllegalArgumentException("no pairs to fit on");
    if (!(prior > 0)) throw new IllegalArgumentException("prior = " + prior + ", must be positive");
    int width = pairs.getFirst().chosen().length;
    if (width > MOST)
      throw new IllegalArgumentException(
          "features of " + width + " numbers, at most " + MOST + " can be fitted");
    double[][] h = new double[width][width];
    double[] mean = new double[width];
    double[] x = new double[width];
    for (var pair : pairs) {
      for (int j = 0; j < width; j++) {
        x[j] = pair.chosen()[j] - pair.rejected()[j];
        mean[j] += (pair.chosen()[j] + pair.rejected()[j]) / (2 * pairs.size());
      }
      double p = 1 / (1 + Math.exp(-scale * pair.margin()));
      double weight = p * (1 - p) * scale * scale;
      for (int i = 0; i < width; i++) {
        double factor = weight * x[i];
        if (factor == 0) continue;
        for (int j = 0; j <= i; j++) h[i][j] += factor * x[j];
      }
    }
    for (int i = 0; i < width; i++) h[i][i] += prior;
    return new LastLayerLaplace(Cholesky.of(h).inverse(), mean);
  }

  /** Variance of a response's reward. */
  public double variance(double[] phi) {
    double[] centred = new double[phi.length];
    for (int j = 0; j < phi.length; j++) centred[j] = phi[j] - mean[j];
    return quadratic(centred);
  }

  /** Variance of the margin between two responses. */
  public double variance(double[] first, double[] second) {
    double[] gap = new double[first.length];
    for (int j = 0; j < gap.length; j++) gap[j] = first[j] - second[j];
    return quadratic(gap);
  }

  private double quadratic(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * Weighted.dot(covariance[i], x);
    return sum;
  }
}
