package org.penchant.papers.world;

import java.util.Arrays;
import java.util.List;

/**
 * Pairs as feature differences, first - second: all that a model linear in features needs of them.
 * So it is with log-linear policies too, whose normalisers cancel within a prompt: a pair's
 * log-ratio to the reference is its row times the parameters.
 *
 * @param rows [n d]
 * @param features d
 */
public record Differences(double[] rows, int features) {
  /** What a loss asks of each pair. */
  @FunctionalInterface
  public interface Slope {
    /** d loss / d u of the pair with argument {@code u}. */
    double of(int pair, double u);
  }

  /** Rows of length d. */
  public static Differences of(List<double[]> rows, int d) {
    double[] flat = new double[rows.size() * d];
    for (int i = 0; i < rows.size(); i++) System.arraycopy(rows.get(i), 0, flat, i * d, d);
    return new Differences(flat, d);
  }

  /** features(first) - features(second) of pairs of responses. */
  public static Differences of(LogLinearWorld world, List<Duel> duels) {
    int d = world.features();
    double[] flat = new double[duels.size() * d];
    for (int i = 0; i < duels.size(); i++)
      for (int j = 0; j < d; j++)
        flat[i * d + j] =
            world.phi()[duels.get(i).first() * d + j] - world.phi()[duels.get(i).second() * d + j];
    return new Differences(flat, d);
  }

  /** n. */
  public int count() {
    return rows.length / features;
  }

  /** row . theta. */
  public double margin(int pair, double[] theta) {
    double sum = 0;
    for (int j = 0, at = pair * features; j < features; j++, at++) sum += rows[at] * theta[j];
    return sum;
  }

  /** Margins of all pairs, [n]. */
  public double[] margins(double[] theta) {
    double[] out = new double[count()];
    Arrays.setAll(out, i -> margin(i, theta));
    return out;
  }

  /**
   * Adds the gradient of mean_i loss_i(scale row_i . theta); nothing without pairs.
   *
   * @param gradient [d]
   */
  public void addGradient(double[] theta, double scale, Slope slope, double[] gradient) {
    int n = count();
    for (int i = 0; i < n; i++) {
      double by = slope.of(i, scale * margin(i, theta)) * scale / n;
      for (int j = 0, at = i * features; j < features; j++, at++) gradient[j] += by * rows[at];
    }
  }

  /** Parameters that Adam reaches from zero on mean_i loss_i(scale row_i . theta). */
  public double[] fit(double scale, double rate, int steps, Slope slope) {
    return Descent.adam(
        new double[features],
        rate,
        steps,
        (theta, _, gradient) -> addGradient(theta, scale, slope, gradient));
  }

  /** The share of pairs whose margin has the sign of the margin under {@code truth}. */
  public double agreement(double[] theta, double[] truth) {
    int same = 0;
    for (int i = 0; i < count(); i++) if (margin(i, theta) * margin(i, truth) > 0) same++;
    return same / (double) count();
  }
}
