package org.penchant.papers.world;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A score of two hidden layers, s(x) = a . tanh(V tanh(W x + b) + c), over batches in plain arrays.
 * Parameters are flat: W by inputs [inputs hidden], b [hidden], V by inputs [hidden hidden], c
 * [hidden], a [hidden]. A batch stands by units, [units rows]: the innermost loops run over rows.
 *
 * @param inputs length of x
 * @param hidden units of each layer
 */
public record DeepTanh(int inputs, int hidden) {
  /** Parameters there are. */
  public int size() {
    return (inputs + 1) * hidden + (hidden + 1) * hidden + hidden;
  }

  /** Weights of N(0, 1 / length of their input), b and c 0. */
  public double[] start(RandomGenerator random) {
    double[] parameters = new double[size()];
    fill(parameters, 0, inputs * hidden, inputs, random);
    fill(parameters, second(), hidden * hidden, hidden, random);
    fill(parameters, output(), hidden, hidden, random);
    return parameters;
  }

  private static void fill(double[] all, int from, int n, int fan, RandomGenerator random) {
    double sd = 1 / Math.sqrt(fan);
    for (int i = from; i < from + n; i++) all[i] = sd * random.nextGaussian();
  }

  private int second() {
    return (inputs + 1) * hidden;
  }

  private int output() {
    return second() + (hidden + 1) * hidden;
  }

  /**
   * Scores of all rows of x.
   *
   * @param x rows of inputs, [n inputs]
   */
  public double[] scores(double[] parameters, double[] x) {
    int n = x.length / inputs;
    var batch = new Batch(n);
    for (int row = 0; row < n; row++) batch.put(row, x, row);
    batch.forward(parameters);
    return batch.scores;
  }

  /** Room for rows that are scored together. */
  public final class Batch {
    private final int rows;
    private final double[] x;
    private final double[] one;
    private final double[] two;
    private final double[] back;
    private final double[] scores;

    /** Room for so many rows. */
    public Batch(int rows) {
      this.rows = rows;
      x = new double[inputs * rows];
      one = new double[hidden * rows];
      two = new double[hidden * rows];
      back = new double[hidden * rows];
      scores = new double[rows];
    }

    /** Copies row {@code from} of {@code data}, rows of inputs, into a row of the batch. */
    public void put(int row, double[] data, int from) {
      for (int i = 0; i < inputs; i++) x[i * rows + row] = data[from * inputs + i];
    }

    /** Scores of the rows, valid until the next call. */
    public double[] forward(double[] parameters) {
      layer(parameters, 0, inputs, x, one);
      layer(parameters, second(), hidden, one, two);
      Arrays.fill(scores, 0);
      add(parameters, output(), 1, hidden, two, scores, 0);
      return scores;
    }

    /**
     * Adds the gradient after {@link #forward}.
     *
     * @param byScore d loss / d score of every row
     */
    public void backward(double[] parameters, double[] byScore, double[] gradient) {
      for (int h = 0; h < hidden; h++) {
        double a = parameters[output() + h];
        int at = h * rows;
        double sum = 0;
        for (int r = 0; r < rows; r++) sum += byScore[r] * two[at + r];
        gradient[output() + h] += sum;
        for (int r = 0; r < rows; r++)
          two[at + r] = a * byScore[r] * (1 - two[at + r] * two[at + r]);
      }
      for (int i = 0; i < hidden; i++) {
        Arrays.fill(back, i * rows, (i + 1) * rows, 0);
        add(parameters, second() + i * hidden, 1, hidden, two, back, i);
      }
      weights(second(), hidden, one, two, gradient);
      for (int j = 0; j < back.length; j++) back[j] *= 1 - one[j] * one[j];
      weights(0, inputs, x, back, gradient);
    }

    private void layer(double[] parameters, int from, int units, double[] in, double[] out) {
      for (int h = 0; h < hidden; h++) {
        Arrays.fill(out, h * rows, (h + 1) * rows, parameters[from + units * hidden + h]);
        add(parameters, from + h, hidden, units, in, out, h);
      }
      FastTanh.apply(out);
    }

    /** Adds the gradient by weights and offsets of a layer, four weights at a time. */
    private void weights(int from, int units, double[] in, double[] byOut, double[] gradient) {
      for (int h = 0; h < hidden; h++) {
        int at = h * rows;
        double sum = 0;
        for (int r = 0; r < rows; r++) sum += byOut[at + r];
        gradient[from + units * hidden + h] += sum;
        int i = 0;
        for (; i + 3 < units; i += 4) four(from, i, h, in, byOut, gradient);
        for (; i < units; i++) {
          double one = 0;
          for (int r = 0; r < rows; r++) one += in[i * rows + r] * byOut[at + r];
          gradient[from + i * hidden + h] += one;
        }
      }
    }

    private void four(int from, int i, int h, double[] in, double[] byOut, double[] gradient) {
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int at = h * rows;
      int p = i * rows;
      int q = p + rows;
      int s = q + rows;
      int t = s + rows;
      for (int r = 0; r < rows; r++) {
        double g = byOut[at + r];
        a += in[p + r] * g;
        b += in[q + r] * g;
        c += in[s + r] * g;
        d += in[t + r] * g;
      }
      gradient[from + i * hidden + h] += a;
      gradient[from + (i + 1) * hidden + h] += b;
      gradient[from + (i + 2) * hidden + h] += c;
      gradient[from + (i + 3) * hidden + h] += d;
    }

    /**
     * Adds the rows of {@code units} to a row of {@code out}, four at a time.
     *
     * @param from where the factor of the first unit stands
     * @param stride from one unit's factor to the next
     */
    private void add(
        double[] factors, int from, int stride, int units, double[] in, double[] out, int to) {
      int q = to * rows;
      int i = 0;
      for (; i + 3 < units; i += 4) {
        double a = factors[from + i * stride];
        double b = factors[from + (i + 1) * stride];
        double c = factors[from + (i + 2) * stride];
        double d = factors[from + (i + 3) * stride];
        int p = i * rows;
        int s = p + rows;
        int t = s + rows;
        int u = t + rows;
        for (int r = 0; r < rows; r++)
          out[q + r] += a * in[p + r] + b * in[s + r] + c * in[t + r] + d * in[u + r];
      }
      for (; i < units; i++) {
        double a = factors[from + i * stride];
        int p = i * rows;
        for (int r = 0; r < rows; r++) out[q + r] += a * in[p + r];
      }
    }
  }
}
