package org.penchant.align.reward.mix;

import java.util.List;

/**
 * A loss and its gradient by the head's last linear map, z = W phi, with phi held fixed: the sum
 * over positions of slope times phi. Of a pair under a scalar head that is -sigmoid(-d) (phi_w -
 * phi_l).
 *
 * @param loss of a row, or the mean of rows
 * @param gradient by W, row-major
 */
public record HeadGradient(double loss, double[] gradient) {
  /**
   * Of one row.
   *
   * @param slopes of its loss by z, {@code outputs} numbers a position
   * @param hidden phi of every position
   */
  public static HeadGradient of(double loss, double[] slopes, double[][] hidden, int outputs) {
    if (slopes.length != hidden.length * outputs || hidden.length == 0)
      throw new IllegalArgumentException(
          slopes.length + " slopes of " + hidden.length + " positions by " + outputs);
    int width = hidden[0].length;
    double[] gradient = new double[outputs * width];
    for (int p = 0; p < hidden.length; p++)
      for (int o = 0; o < outputs; o++) {
        double slope = slopes[p * outputs + o];
        if (slope == 0) continue;
        for (int j = 0; j < width; j++) gradient[o * width + j] += slope * hidden[p][j];
      }
    return new HeadGradient(loss, gradient);
  }

  /** The mean loss of rows, at least one, and its gradient. */
  public static HeadGradient mean(List<HeadGradient> rows) {
    double loss = 0;
    double[] gradient = new double[rows.getFirst().gradient().length];
    for (var row : rows) {
      loss += row.loss() / rows.size();
      for (int j = 0; j < gradient.length; j++) gradient[j] += row.gradient()[j] / rows.size();
    }
    return new HeadGradient(loss, gradient);
  }
}
