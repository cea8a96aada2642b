package org.penchant.align.reward;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A skew-symmetric score of pairs, which may go round in circles: s(1 > 2) = sum_k l_k (v1_{2k}
 * v2_{2k+1} - v1_{2k+1} v2_{2k}), v the outputs of a response in K planes (GPM, arXiv 2410.02197).
 * There is no reward of one response; it is preferred to a set of others by its mean score against
 * them. Bradley-Terry is K = 1, v = (r, 1).
 *
 * @param planes K
 * @param gated whether l = K softmax(g) of outputs g on the prompt; otherwise l = 1
 */
public record SkewSymmetric(int planes, boolean gated) implements Head {
  public SkewSymmetric {
    if (planes < 1) throw new IllegalArgumentException("planes = " + planes + ", must be >= 1");
  }

  public static SkewSymmetric defaults() {
    return new SkewSymmetric(3, false);
  }

  /**
   * Planes for a head of a width.
   *
   * @throws IllegalArgumentException if the width is odd
   */
  public static SkewSymmetric ofWidth(int width) {
    if (width % 2 != 0)
      throw new IllegalArgumentException("width = " + width + ", must be even: two to a plane");
    return new SkewSymmetric(width / 2, false);
  }

  @Override
  public int outputs() {
    return 2 * planes;
  }

  @Override
  public int promptOutputs() {
    return gated ? planes : 0;
  }

  @Override
  public boolean pairsOnly() {
    return true;
  }

  /** l of gate logits: K softmax(logits), which sums to K. */
  public static double[] gate(double[] logits) {
    return Arrays.stream(Simplex.softmax(logits)).map(w -> w * logits.length).toArray();
  }

  private double[] gates(Outputs outputs) {
    if (gated) return gate(outputs.prompt());
    double[] ones = new double[planes];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** s(1 > 2) with gates l. */
  public static double score(double[] first, double[] second, double[] gates) {
    double s = 0;
    for (int k = 0; k < gates.length; k++) s += gates[k] * plane(first, second, k);
    return s;
  }

  /**
   * Scores of every two of n responses to a prompt, s_ij = s(i > j), [n][n]; its rank is <= 2 K.
   */
  public static double[][] scores(double[][] v, double[] gates) {
    double[][] s = new double[v.length][v.length];
    for (int i = 0; i < v.length; i++)
      for (int j = 0; j < i; j++) {
        s[i][j] = score(v[i], v[j], gates);
        s[j][i] = -s[i][j];
      }
    return s;
  }

  private static double plane(double[] a, double[] b, int k) {
    return a[2 * k] * b[2 * k + 1] - a[2 * k + 1] * b[2 * k];
  }

  @Override
  public Utilities utilities(Outputs outputs, Tables tables) {
    Head.requirePair(outputs, this);
    double[] a = outputs.z()[0];
    double[] b = outputs.z()[1];
    double[] l = gates(outputs);
    return Head.pair(
        score(a, b, l),
        (slope, byOutputs, _) -> {
          double[] byA = byOutputs.z()[0];
          double[] byB = byOutputs.z()[1];
          double[] byGates = new double[planes];
          for (int k = 0; k < planes; k++) {
            double g = slope * l[k];
            byA[2 * k] += g * b[2 * k + 1];
            byA[2 * k + 1] -= g * b[2 * k];
            byB[2 * k] -= g * a[2 * k + 1];
            byB[2 * k + 1] += g * a[2 * k];
            byGates[k] = slope * plane(a, b, k);
          }
          if (!gated) return;
          double[] w = Arrays.stream(l).map(v -> v / planes).toArray();
          double[] by = Simplex.byLogits(w, byGates);
          for (int k = 0; k < planes; k++) byOutputs.prompt()[k] += planes * by[k];
        });
  }

  @Override
  public OptionalDouble score(Outputs one, Tables tables) {
    return OptionalDouble.empty();
  }
}
