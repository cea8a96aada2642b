package org.penchant.align.curate.elo;

import java.util.Arrays;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.stats.Moments;

/**
 * Offsets delta that bring soft win rates of shifted scores, What_ij = mean sigmoid((s_i + delta_i
 * - s_j - delta_j) / T), to those of ratings. Only differences of offsets mean anything; their mean
 * is 0.
 *
 * @param pairing which scores meet
 * @param temperature T, in units of the scores
 */
public record OffsetFit(Pairing pairing, double temperature) {
  /** Prompts among which all pairs are taken. */
  private static final int BLOCK = 1000;

  private static final int ROUNDS = 200;

  /** Which scores meet. */
  public enum Pairing {
    /** Those of one prompt. */
    PAIRED,
    /** All within blocks of 1000 prompts, as the released code has it. */
    ALL_PAIRS
  }

  public OffsetFit {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "temperature = " + temperature + ", must be positive and finite");
  }

  /** Paired, T = 0.1. */
  public static OffsetFit defaults() {
    return new OffsetFit(Pairing.PAIRED, 0.1);
  }

  public OffsetFit withTemperature(double other) {
    return new OffsetFit(pairing, other);
  }

  /** The standard deviation of all scores, each model's about its own mean. */
  public static double pooledDeviation(double[]... scores) {
    double square = 0;
    int n = 0;
    for (double[] of : scores) {
      double mean = Moments.mean(of);
      // Of equal scores the mean may differ from them by rounding.
      if (Arrays.stream(of).distinct().count() > 1)
        for (double s : of) square += (s - mean) * (s - mean);
      n += of.length;
    }
    return Math.sqrt(square / n);
  }

  /** What of the first over the second, the first shifted by {@code delta}. */
  public double wins(double[] first, double[] second, double delta) {
    return moments(first, second, delta)[0];
  }

  /**
   * delta_first - delta_second with What = expected, by bisection.
   *
   * @param expected in (0, 1)
   */
  public double between(double[] first, double[] second, double expected) {
    Mismatch.sameLength(first, second);
    if (!(expected > 0 && expected < 1))
      throw new IllegalArgumentException("expected = " + expected + ", must be in (0, 1)");
    double low = -1;
    double high = 1;
    while (wins(first, second, low) > expected) low *= 2;
    while (wins(first, second, high) < expected) high *= 2;
    for (int i = 0; i < ROUNDS && high - low > 0; i++) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) break;
      if (wins(first, second, middle) < expected) low = middle;
      else high = middle;
    }
    return low + (high - low) / 2;
  }

  /**
   * Offsets of many models.
   *
   * @param deltas one a model, their mean 0
   * @param residual root of the mean (What - E)^2 over pairs; need not vanish for more than two
   */
  public record Fitted(double[] deltas, double residual) {}

  /**
   * Offsets of least mean (What_ij - E_ij)^2 over all pairs, by damped Gauss-Newton steps while the
   * temperature falls from the scores' deviation to T: where wins saturate nothing can be learned.
   *
   * @param scores [models][prompts]
   * @param expected E, [models][models]
   */
  public Fitted of(double[][] scores, double[][] expected) {
    Mismatch.sameLength(scores);
    int n = scores.length;
    double[] deltas = new double[n];
    for (int i = 0; i < n; i++) deltas[i] = -Moments.mean(scores[i]);
    double t = Math.max(temperature, pooledDeviation(scores));
    while (t > temperature) {
      deltas = withTemperature(t).descend(scores, expected, deltas);
      t = Math.max(temperature, t / 2);
    }
    deltas = descend(scores, expected, deltas);
    double mean = Moments.mean(deltas);
    for (int i = 0; i < n; i++) deltas[i] -= mean;
    return new Fitted(
        deltas, Math.sqrt(loss(scores, expected, deltas) / Math.max(1, n * (n - 1) / 2)));
  }

  private double[] descend(double[][] scores, double[][] expected, double[] start) {
    int n = start.length;
    double[] at = start;
    double loss = loss(scores, expected, at);
    double damping = 1e-3;
    for (int round = 0; round < ROUNDS && damping < 1e12; round++) {
      double[][] normal = new double[n][n];
      double[] gradient = new double[n];
      double scale = 0;
      for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
          double[] m = moments(scores[i], scores[j], at[i] - at[j]);
          double off = m[0] - expected[i][j];
          gradient[i] += m[1] * off;
          gradient[j] -= m[1] * off;
          double square = m[1] * m[1];
          normal[i][i] += square;
          normal[j][j] += square;
          normal[i][j] -= square;
          normal[j][i] -= square;
          scale = Math.max(scale, square);
        }
      for (int i = 0; i < n; i++) normal[i][i] += damping * scale + 1e-300;
      double[] step = solve(normal, gradient);
      double[] next = at.clone();
      double moved = 0;
      for (int i = 0; i < n; i++) {
        next[i] -= step[i];
        moved = Math.max(moved, Math.abs(step[i]));
      }
      double better = loss(scores, expected, next);
      if (better < loss) {
        at = next;
        loss = better;
        damping = Math.max(1e-12, damping / 10);
        if (moved < 1e-12 * Math.max(1, temperature)) break;
      } else damping *= 10;
    }
    return at;
  }

  private double loss(double[][] scores, double[][] expected, double[] deltas) {
    double sum = 0;
    for (int i = 0; i < deltas.length; i++)
      for (int j = i + 1; j < deltas.length; j++) {
        double off = wins(scores[i], scores[j], deltas[i] - deltas[j]) - expected[i][j];
        sum += off * off;
      }
    return sum;
  }

  /** What and its derivative by the first's offset. */
  private double[] moments(double[] first, double[] second, double delta) {
    double sum = 0;
    double slope = 0;
    long count = 0;
    for (int from = 0; from < first.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, first.length);
      for (int a = from; a < to; a++) {
        int b = pairing == Pairing.PAIRED ? a : from;
        int end = pairing == Pairing.PAIRED ? a + 1 : to;
        for (; b < end; b++) {
          double s = Logistic.sigmoid((first[a] + delta - second[b]) / temperature);
          sum += s;
          slope += s * (1 - s);
          count++;
        }
      }
    }
    return new double[] {sum / count, slope / count / temperature};
  }

  /** Gaussian elimination of a positive definite system. */
  private static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    double[] x = Arrays.copyOf(b, n);
    for (int k = 0; k < n; k++)
      for (int i = k + 1; i < n; i++) {
        double by = a[i][k] / a[k][k];
        for (int j = k; j < n; j++) a[i][j] -= by * a[k][j];
        x[i] -= by * x[k];
      }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) x[k] -= a[k][j] * x[j];
      x[k] /= a[k][k];
    }
    return x;
  }
}
