package org.penchant.rank.choice;

import java.util.Arrays;

/** Newton's method with halved steps until the objective does not fall. */
final class Newton {
  private static final int ITERATIONS = 100;
  private static final int HALVINGS = 40;

  private Newton() {}

  /**
   * Where it ended.
   *
   * @param converged false if steps stayed above the tolerance: the maximum may lie at infinity
   */
  record End(double[] point, int iterations, boolean converged) {}

  /**
   * Climbs from {@code start}; {@code objective} is left evaluated at the end.
   *
   * @param tolerance the greatest last step of any parameter; the error left is of its square
   * @param tieAbove what the last parameter must stay above
   */
  static End climb(Objective objective, double[] start, double tolerance, double tieAbove) {
    double[] point = start;
    objective.evaluate(point);
    for (int iteration = 1; iteration <= ITERATIONS; iteration++) {
      double value = objective.value();
      double[] direction = objective.direction();
      double largest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
      if (!Double.isFinite(largest)) return new End(point, iteration, false);
      double length = Math.min(1, 5 / Math.max(largest, 1e-300));
      int last = point.length - 1;
      if (point[last] + length * direction[last] <= tieAbove)
        length = 0.9 * (tieAbove - point[last]) / direction[last];
      double[] from = point;
      boolean tiny = largest < 1e-6;
      for (int half = 0; half < HALVINGS; half++) {
        double by = length;
        double[] trial = new double[from.length];
        Arrays.setAll(trial, i -> from[i] + by * direction[i]);
        objective.evaluate(trial);
        point = trial;
        if (tiny || objective.value() >= value - 1e-12 * Math.abs(value)) break;
        length /= 2;
      }
      if (largest < tolerance) return new End(point, iteration, true);
    }
    return new End(point, ITERATIONS, false);
  }
}
