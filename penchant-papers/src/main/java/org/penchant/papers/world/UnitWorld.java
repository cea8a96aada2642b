package org.penchant.papers.world;

import java.util.random.RandomGenerator;

/**
 * Normal inputs whose true reward is c . tanh(x W): a few hidden units that pre-training can learn.
 *
 * @param inputs length of x
 * @param w W by inputs [inputs units]
 * @param c [units]
 */
public record UnitWorld(int inputs, double[] w, double[] c) {
  /**
   * Pairs of inputs, chosen then rejected by the labels given.
   *
   * @param x rows of inputs, two a pair
   * @param corrupted whose labels are wrong
   */
  public record Pairs(double[] x, boolean[] corrupted) {
    public int size() {
      return corrupted.length;
    }
  }

  /** W of N(0, spread^2 / inputs), c of N(0, 1). */
  public static UnitWorld draw(int inputs, int units, double spread, RandomGenerator random) {
    double[] w = Normals.of(inputs * units, spread / Math.sqrt(inputs), random);
    return new UnitWorld(inputs, w, Normals.of(units, random));
  }

  /** The units of a row of inputs. */
  public double[] units(double[] x, int row) {
    double[] units = new double[c.length];
    for (int i = 0; i < inputs; i++)
      for (int u = 0; u < c.length; u++) units[u] += x[row * inputs + i] * w[i * c.length + u];
    for (int u = 0; u < c.length; u++) units[u] = Math.tanh(units[u]);
    return units;
  }

  /** The true reward of a row of inputs. */
  public double reward(double[] x, int row) {
    double[] units = units(x, row);
    double sum = 0;
    for (int u = 0; u < c.length; u++) sum += c[u] * units[u];
    return sum;
  }

  /**
   * Pairs of inputs scale N(0, 1) + shift, labelled by the sign of the true difference.
   *
   * @param flipped share of labels turned round
   */
  public Pairs pairs(int n, double flipped, double scale, double shift, RandomGenerator random) {
    double[] x = Normals.of(2 * n * inputs, scale, random);
    for (int i = 0; i < x.length; i++) x[i] += shift;
    var corrupted = new boolean[n];
    for (int k = 0; k < n; k++) {
      corrupted[k] = random.nextDouble() < flipped;
      boolean first = reward(x, 2 * k) > reward(x, 2 * k + 1);
      if (first == corrupted[k]) swap(x, 2 * k * inputs);
    }
    return new Pairs(x, corrupted);
  }

  private void swap(double[] x, int from) {
    for (int i = from; i < from + inputs; i++) {
      double other = x[i + inputs];
      x[i + inputs] = x[i];
      x[i] = other;
    }
  }
}
