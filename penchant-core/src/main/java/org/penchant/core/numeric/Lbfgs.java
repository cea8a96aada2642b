package org.penchant.core.numeric;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by limited-memory BFGS with a backtracking line search (Armijo
 * 1e-4, halving). Nocedal, "Updating quasi-Newton matrices with limited storage", Mathematics of
 * Computation 35 (1980).
 *
 * @param memory pairs kept, at least 1
 * @param iterations at most so many, at least 1
 * @param tolerance the greatest entry of the gradient at which it stops, positive
 */
public record Lbfgs(int memory, int iterations, double tolerance) {
  private static final double ARMIJO = 1e-4;
  private static final int HALVINGS = 50;

  public Lbfgs {
    if (memory < 1) throw new IllegalArgumentException("memory = " + memory + ", must be positive");
    if (iterations < 1)
      throw new IllegalArgumentException("iterations = " + iterations + ", must be positive");
    if (!(tolerance > 0))
      throw new IllegalArgumentException("tolerance = " + tolerance + ", must be positive");
  }

  /** Ten pairs, 500 iterations, gradient 1e-8. */
  public static Lbfgs defaults() {
    return new Lbfgs(10, 500, 1e-8);
  }

  /** A function with its gradient. */
  @FunctionalInterface
  public interface Objective {
    /**
     * Its value at {@code point}.
     *
     * @param gradient is overwritten with the gradient there
     */
    double at(double[] point, double[] gradient);
  }

  /**
   * Where it ended.
   *
   * @param gradient the greatest entry of the gradient there
   * @param converged whether that is within the tolerance
   */
  public record End(
      double[] point, double value, int iterations, double gradient, boolean converged) {}

  private record Change(double[] step, double[] turn, double rho) {}

  /** Goes down from {@code start}, which is left alone. */
  public End minimise(Objective objective, double[] start) {
    double[] point = start.clone();
    double[] gradient = new double[point.length];
    double value = objective.at(point, gradient);
    Deque<Change> changes = new ArrayDeque<>();
    for (int k = 0; k < iterations; k++) {
      double most = most(gradient);
      if (most <= tolerance) return new End(point, value, k, most, true);
      double[] direction = direction(gradient, changes);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        changes.clear();
        direction = direction(gradient, changes);
        slope = dot(direction, gradient);
      }
      // The first step has no scale yet: its length is at most 1.
      double length = changes.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double[] next = new double[point.length];
      double[] after = new double[point.length];
      double reached = Double.NaN;
      int half = 0;
      for (; half < HALVINGS; half++, length /= 2) {
        for (int i = 0; i < next.length; i++) next[i] = point[i] + length * direction[i];
        reached = objective.at(next, after);
        if (reached <= value + ARMIJO * length * slope) break;
      }
      if (half == HALVINGS) return new End(point, value, k, most, false);
      double[] step = difference(next, point);
      double[] turn = difference(after, gradient);
      double curvature = dot(step, turn);
      if (curvature > 1e-12 * dot(turn, turn)) {
        changes.addFirst(new Change(step, turn, 1 / curvature));
        if (changes.size() > memory) changes.removeLast();
      }
      point = next;
      gradient = after;
      value = reached;
    }
    double most = most(gradient);
    return new End(point, value, iterations, most, most <= tolerance);
  }

  /** The two-loop recursion: minus the estimated inverse Hessian times the gradient. */
  private static double[] direction(double[] gradient, Deque<Change> changes) {
    double[] q = gradient.clone();
    double[] alpha = new double[changes.size()];
    int i = 0;
    for (Change c : changes) {
      alpha[i] = c.rho() * dot(c.step(), q);
      add(q, -alpha[i], c.turn());
      i++;
    }
    if (!changes.isEmpty()) {
      Change last = changes.getFirst();
      double scale = 1 / (last.rho() * dot(last.turn(), last.turn()));
      for (int j = 0; j < q.length; j++) q[j] *= scale;
    }
    for (Iterator<Change> back = changes.descendingIterator(); back.hasNext(); ) {
      Change c = back.next();
      i--;
      add(q, alpha[i] - c.rho() * dot(c.turn(), q), c.step());
    }
    for (int j = 0; j < q.length; j++) q[j] = -q[j];
    return q;
  }

  private static double most(double[] x) {
    return Arrays.stream(x).map(Math::abs).max().orElse(0);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum;
  }

  private static void add(double[] x, double by, double[] y) {
    for (int i = 0; i < x.length; i++) x[i] += by * y[i];
  }

  private static double[] difference(double[] x, double[] y) {
    double[] d = new double[x.length];
    for (int i = 0; i < d.length; i++) d[i] = x[i] - y[i];
    return d;
  }
}
