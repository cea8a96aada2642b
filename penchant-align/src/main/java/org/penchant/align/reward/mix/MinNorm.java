package org.penchant.align.reward.mix;

import java.util.Arrays;

/**
 * The point of least norm in the convex hull of some gradients: weights lambda on the simplex that
 * minimise |sum lambda_t g_t|^2. Following it decreases every loss, or nothing does. Desideri,
 * "Multiple-gradient descent algorithm for multiobjective optimization", Comptes Rendus 350 (2012).
 */
public sealed interface MinNorm {
  /**
   * The weights, from the Gram matrix of the gradients.
   *
   * @throws IllegalArgumentException if it is empty or not finite
   */
  double[] weights(double[][] gram);

  /** The Gram matrix, M_st = g_s . g_t. */
  static double[][] gram(double[][] gradients) {
    int n = gradients.length;
    var gram = new double[n][n];
    for (int s = 0; s < n; s++)
      for (int t = 0; t <= s; t++) {
        double sum = 0;
        for (int j = 0; j < gradients[s].length; j++) sum += gradients[s][j] * gradients[t][j];
        gram[s][t] = sum;
        gram[t][s] = sum;
      }
    return gram;
  }

  /**
   * How far weights are from optimal: max over t of (lambda' M lambda - (M lambda)_t), at least 0;
   * 0 where no direction in the hull is shorter.
   */
  static double residual(double[][] gram, double[] weights) {
    double[] inner = times(gram, weights);
    double norm = dot(weights, inner);
    double worst = 0;
    for (double v : inner) worst = Math.max(worst, norm - v);
    return worst;
  }

  /** Two gradients: lambda_1 = clip((g_2 - g_1) . g_2 / |g_1 - g_2|^2, 0, 1); 1/2 if equal. */
  static double[] two(double[][] gram) {
    double width = gram[0][0] + gram[1][1] - 2 * gram[0][1];
    double first = width > 0 ? Math.clamp((gram[1][1] - gram[0][1]) / width, 0.0, 1.0) : 0.5;
    return new double[] {first, 1 - first};
  }

  /** By trying every support, of at most 8 gradients: exact. */
  record Exact() implements MinNorm {
    /** The most gradients whose supports are tried. */
    public static final int MOST = 8;

    @Override
    public double[] weights(double[][] gram) {
      check(gram);
      int n = gram.length;
      if (n > MOST)
        throw new IllegalArgumentException(
            n + " gradients have " + (1L << n) + " supports; use frank-wolfe above " + MOST);
      if (n == 2) return two(gram);
      double[] best = new double[n];
      double least = Double.POSITIVE_INFINITY;
      for (int support = 1; support < 1 << n; support++) {
        double[] candidate = Supports.solve(gram, support);
        if (candidate.length == 0) continue;
        double norm = dot(candidate, times(gram, candidate));
        if (norm < least) {
          least = norm;
          best = candidate;
        }
      }
      return best;
    }
  }

  /**
   * By the Frank-Wolfe method from the best two gradients, with exact line search: slow to the last
   * digits, for any number of gradients.
   *
   * @param tolerance largest change of a weight at which it stops
   * @param steps at most
   */
  record FrankWolfe(double tolerance, int steps) implements MinNorm {
    public FrankWolfe {
      if (!(tolerance >= 0) || steps < 1)
        throw new IllegalArgumentException("tolerance = " + tolerance + ", steps = " + steps);
    }

    public static FrankWolfe defaults() {
      return new FrankWolfe(1e-5, 1000);
    }

    @Override
    public double[] weights(double[][] gram) {
      check(gram);
      if (gram.length == 1) return new double[] {1};
      double[] weights = start(gram);
      for (int step = 0; step < steps; step++) {
        double[] inner = times(gram, weights);
        int to = 0;
        for (int t = 1; t < inner.length; t++) if (inner[t] < inner[to]) to = t;
        double norm = dot(weights, inner);
        double along = inner[to] - norm;
        double curvature = gram[to][to] - 2 * inner[to] + norm;
        double s = curvature > 0 ? Math.clamp(-along / curvature, 0.0, 1.0) : 0;
        double change = 0;
        for (int t = 0; t < weights.length; t++) {
          double next = (1 - s) * weights[t] + (t == to ? s : 0);
          change = Math.max(change, Math.abs(next - weights[t]));
          weights[t] = next;
        }
        if (change < tolerance) break;
      }
      return weights;
    }

    private static double[] start(double[][] gram) {
      double[] best = new double[gram.length];
      double least = Double.POSITIVE_INFINITY;
      for (int s = 0; s < gram.length; s++)
        for (int t = 0; t < s; t++) {
          double[] pair = two(new double[][] {{gram[s][s], gram[s][t]}, {gram[s][t], gram[t][t]}});
          double[] candidate = new double[gram.length];
          candidate[s] = pair[0];
          candidate[t] = pair[1];
          double norm = dot(candidate, times(gram, candidate));
          if (norm < least) {
            least = norm;
            best = candidate;
          }
        }
      return best;
    }
  }

  private static double[] times(double[][] gram, double[] weights) {
    return Arrays.stream(gram).mapToDouble(row -> dot(row, weights)).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  private static void check(double[][] gram) {
    if (gram.length == 0) throw new IllegalArgumentException("no gradients");
    for (double[] row : gram)
      for (double v : row)
        if (!Double.isFinite(v)) throw new IllegalArgumentException("a gradient is not finite");
  }
}
