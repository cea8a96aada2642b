package org.penchant.rank.choice;

import java.util.Arrays;
import org.penchant.core.numeric.Cholesky;

/**
 * The information as a matrix, utilities first. Where nothing fixes their mean, it is singular
 * along a shift of all of them; c 1 1' lifts that direction, which keeps the mean where it is, and
 * is taken out of the inverse and the determinant again.
 */
final class Information {
  private final int items;
  private final double lift;
  private final Cholesky factor;

  /**
   * @param matrix its lower triangle is read; overwritten
   * @param curvature of the penalty
   */
  Information(double[][] matrix, double[] curvature, boolean anchored) {
    items = curvature.length;
    double sum = 0;
    for (int i = 0; i < items; i++) sum += matrix[i][i] + curvature[i];
    lift = anchored ? 0 : Math.max(sum / items / items, 1e-280);
    for (int i = 0; i < items; i++) {
      matrix[i][i] += curvature[i];
      for (int j = 0; j <= i; j++) matrix[i][j] += lift;
    }
    factor = Cholesky.of(matrix);
  }

  double[] solve(double[] gradient) {
    return factor.solve(gradient);
  }

  double[][] inverse() {
    var inverse = factor.inverse();
    if (lift > 0)
      for (int i = 0; i < items; i++)
        for (int j = 0; j < items; j++) inverse[i][j] -= 1 / lift / items / items;
    return inverse;
  }

  /** Up to a constant. */
  double logDeterminant() {
    return factor.logDeterminant() - (lift > 0 ? Math.log(lift) : 0);
  }

  /** Whether another direction is without information, as at a maximum at infinity. */
  boolean singular() {
    return factor.singular();
  }

  /** The point with the mean of the utilities at 0. */
  static double[] centred(double[] point, int items) {
    double mean = Arrays.stream(point, 0, items).average().orElse(0);
    double[] out = point.clone();
    for (int i = 0; i < items; i++) out[i] -= mean;
    return out;
  }
}
