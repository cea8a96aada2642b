package org.penchant.papers.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Outputs of one hidden layer, z(x) = A tanh(W x + b) + c, over whole batches in plain arrays.
 * Parameters are flat: W by inputs [inputs hidden], b [hidden], A by outputs [outputs hidden], c
 * [outputs]. A batch stands by units, [units rows]: the innermost loops run over rows.
 *
 * @param inputs length of x
 * @param hidden units
 * @param outputs length of z
 */
public record TanhOutputs(int inputs, int hidden, int outputs) {
  /** Pairs that are passed at once: few enough for their units to stay in the nearest cache. */
  private static final int TOGETHER = 128;

  /** Parameters there are. */
  public int size() {
    return (inputs + 1) * hidden + outputs * (hidden + 1);
  }

  private int output() {
    return (inputs + 1) * hidden;
  }

  /** Weights of N(0, 1 / length of their input), b and c 0. */
  public double[] start(RandomGenerator random) {
    double[] parameters = new double[size()];
    for (int i = 0; i < inputs * hidden; i++)
      parameters[i] = random.nextGaussian() / Math.sqrt(inputs);
    for (int i = 0; i < outputs * hidden; i++)
      parameters[output() + i] = random.nextGaussian() / Math.sqrt(hidden);
    return parameters;
  }

  /** Rows that are always passed together. */
  public final class Batch {
    private final int rows;
    private final double[] x;
    private final double[] state;
    private final double[] byState;
    private final double[] z;

    /**
     * The rows.
     *
     * @param data rows of inputs, [rows inputs]
     */
    public Batch(double[] data) {
      rows = data.length / inputs;
      x = new double[data.length];
      for (int r = 0; r < rows; r++)
        for (int i = 0; i < inputs; i++) x[i * rows + r] = data[r * inputs + i];
      state = new double[hidden * rows];
      byState = new double[hidden * rows];
      z = new double[outputs * rows];
    }

    public int rows() {
      return rows;
    }

    /** Outputs by unit, [outputs rows], valid until the next call. */
    public double[] forward(double[] parameters) {
      for (int h = 0; h < hidden; h++) {
        Arrays.fill(state, h * rows, (h + 1) * rows, parameters[inputs * hidden + h]);
        for (int i = 0; i < inputs; i++)
          add(parameters[i * hidden + h], x, i * rows, state, h * rows);
      }
      FastTanh.apply(state);
      for (int k = 0; k < outputs; k++) {
        Arrays.fill(z, k * rows, (k + 1) * rows, parameters[output() + outputs * hidden + k]);
        for (int h = 0; h < hidden; h++)
          add(parameters[output() + k * hidden + h], state, h * rows, z, k * rows);
      }
      return z;
    }

    /**
     * Adds the gradient after {@link #forward}.
     *
     * @param byZ d loss / d z, [outputs rows]
     */
    public void backward(double[] parameters, double[] byZ, double[] gradient) {
      int offsets = output() + outputs * hidden;
      for (int k = 0; k < outputs; k++) gradient[offsets + k] += sum(byZ, k * rows);
      for (int h = 0; h < hidden; h++) {
        int at = h * rows;
        Arrays.fill(byState, at, at + rows, 0);
        for (int k = 0; k < outputs; k++) {
          gradient[output() + k * hidden + h] += dot(state, at, byZ, k * rows);
          add(parameters[output() + k * hidden + h], byZ, k * rows, byState, at);
        }
        for (int r = at; r < at + rows; r++) byState[r] *= 1 - state[r] * state[r];
        gradient[inputs * hidden + h] += sum(byState, at);
        for (int i = 0; i < inputs; i++) gradient[i * hidden + h] += dot(x, i * rows, byState, at);
      }
    }

    private void add(double times, double[] from, int at, double[] to, int into) {
      for (int r = 0; r < rows; r++) to[into + r] += times * from[at + r];
    }

    private double sum(double[] of, int at) {
      double sum = 0;
      for (int r = at; r < at + rows; r++) sum += of[r];
      return sum;
    }

    /** Four sums at once, which the processor adds in parallel. */
    private double dot(double[] a, int p, double[] b, int q) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int r = 0;
      for (; r + 3 < rows; r += 4) {
        s0 += a[p + r] * b[q + r];
        s1 += a[p + r + 1] * b[q + r + 1];
        s2 += a[p + r + 2] * b[q + r + 2];
        s3 += a[p + r + 3] * b[q + r + 3];
      }
      for (; r < rows; r++) s0 += a[p + r] * b[q + r];
      return s0 + s1 + s2 + s3;
    }
  }

  /**
   * Parameters that Adam reaches on mean_i loss_i(s(first_i) - s(second_i)), all pairs at every
   * step; of networks of one output.
   *
   * @param first rows of inputs
   * @param second as many
   */
  public double[] fit(
      double[] start,
      double[] first,
      double[] second,
      double rate,
      int steps,
      Differences.Slope slope) {
    int n = first.length / inputs;
    var batches = new ArrayList<Batch>();
    for (int from = 0; from < n; from += TOGETHER) {
      int to = Math.min(n, from + TOGETHER);
      double[] both = Arrays.copyOfRange(first, from * inputs, (2 * to - from) * inputs);
      System.arraycopy(second, from * inputs, both, (to - from) * inputs, (to - from) * inputs);
      batches.add(new Batch(both));
    }
    double[] by = new double[2 * TOGETHER];
    return Descent.adam(
        start,
        rate,
        steps,
        (theta, _, gradient) -> {
          for (int b = 0; b < batches.size(); b++) {
            var batch = batches.get(b);
            int m = batch.rows() / 2;
            double[] s = batch.forward(theta);
            for (int i = 0; i < m; i++) {
              by[i] = slope.of(b * TOGETHER + i, s[i] - s[m + i]) / n;
              by[m + i] = -by[i];
            }
            batch.backward(theta, by, gradient);
          }
        });
  }
}
