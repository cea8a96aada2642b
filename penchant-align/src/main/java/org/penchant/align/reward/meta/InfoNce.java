package org.penchant.align.reward.meta;

import org.penchant.core.stats.Vectors;

/**
 * The contrastive loss of N pairs of features, L = -(1/N) sum_i log(exp(c_ii / t) / sum_j exp(c_ij
 * / t)), c_ij = cos(h_i, h'_j): each feature should find its own other view among all. Features are
 * a reward model's last layer of an answer, or of a pair the difference (arXiv 2401.06080).
 *
 * @param temperature t
 */
public record InfoNce(double temperature) {
  public InfoNce {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "temperature = " + temperature + ", must be positive and finite");
  }

  public static InfoNce defaults() {
    return new InfoNce(0.05);
  }

  /** L of cosines, [N][N]. */
  public double of(double[][] cosines) {
    double sum = 0;
    for (int i = 0; i < cosines.length; i++)
      sum += logSum(cosines[i]) - cosines[i][i] / temperature;
    return sum / cosines.length;
  }

  /** d L / d c_ij, [N][N]. */
  public double[][] slopes(double[][] cosines) {
    int n = cosines.length;
    double[][] slopes = new double[n][n];
    for (int i = 0; i < n; i++) {
      double log = logSum(cosines[i]);
      for (int j = 0; j < n; j++) {
        double share = Math.exp(cosines[i][j] / temperature - log);
        slopes[i][j] = (share - (i == j ? 1 : 0)) / (temperature * n);
      }
    }
    return slopes;
  }

  /**
   * L with its gradient by the features of both views.
   *
   * @param loss L
   * @param first d L / d h, [N][d]
   * @param second d L / d h', [N][d]
   */
  public record Found(double loss, double[][] first, double[][] second) {}

  /**
   * L of features.
   *
   * @param first h, [N][d]; zeros, which have no direction, are at cosine 0 to all and get none
   * @param second h', [N][d]
   */
  public Found of(double[][] first, double[][] second) {
    int n = first.length;
    if (n == 0 || second.length != n)
      throw new IllegalArgumentException(
          n + " and " + second.length + " features, must be equally many and at least one");
    int d = first[0].length;
    double[][] cosines = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) cosines[i][j] = cosine(first[i], second[j]);
    double[][] slopes = slopes(cosines);
    double[][] byFirst = new double[n][d];
    double[][] bySecond = new double[n][d];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        add(slopes[i][j], first[i], second[j], cosines[i][j], byFirst[i]);
        add(slopes[i][j], second[j], first[i], cosines[i][j], bySecond[j]);
      }
    return new Found(of(cosines), byFirst, bySecond);
  }

  private static double cosine(double[] a, double[] b) {
    double cosine = Vectors.cosine(a, b);
    return Double.isNaN(cosine) && (size(a) == 0 || size(b) == 0) ? 0 : cosine;
  }

  /** Adds slope d cos(a, b) / d a = slope (b / |b| - cos a / |a|) / |a|. */
  private static void add(double slope, double[] a, double[] b, double cosine, double[] out) {
    double sizeA = size(a);
    double sizeB = size(b);
    if (sizeA == 0 || sizeB == 0) return;
    for (int k = 0; k < a.length; k++)
      out[k] += slope * (b[k] / sizeB - cosine * a[k] / sizeA) / sizeA;
  }

  private static double size(double[] a) {
    double sum = 0;
    for (double v : a) sum += v * v;
    return Math.sqrt(sum);
  }

  private double logSum(double[] cosines) {
    double most = Double.NEGATIVE_INFINITY;
    for (double c : cosines) most = Math.max(most, c / temperature);
    double sum = 0;
    for (double c : cosines) sum += Math.exp(c / temperature - most);
    return most + Math.log(sum);
  }
}
