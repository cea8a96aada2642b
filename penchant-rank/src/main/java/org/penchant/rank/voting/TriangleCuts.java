package org.penchant.rank.voting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/**
 * The linear relaxation of Kemeny's problem: x_ij in [0, 1], i < j, is 1 where i stands above j;
 * minimise sum over pairs of the margin gone against, subject to 0 <= x_ij + x_jk - x_ik <= 1.
 * Triangles enter once they are broken, and stay.
 */
final class TriangleCuts {
  private static final double BROKEN = 1e-6;
  private static final int AT_ONCE = 400;

  private record Triangle(int i, int j, int k) {}

  private record Broken(Triangle triangle, double by) {}

  /**
   * A solution.
   *
   * @param x one a pair i < j
   * @param wins for each item the sum of its x
   */
  record Point(double value, double[] x, double[] wins) {
    /** The pair nearest to 1/2; -1 if all are whole. */
    int mostDoubtful() {
      int most = -1;
      double doubt = BROKEN;
      for (int p = 0; p < x.length; p++) {
        double its = Math.min(x[p], 1 - x[p]);
        if (its > doubt) {
          doubt = its;
          most = p;
        }
      }
      return most;
    }
  }

  private final double[][] margin;
  private final Set<Triangle> cuts = new LinkedHashSet<>();

  TriangleCuts(double[][] margin) {
    this.margin = margin;
  }

  /** No pair fixed: -1 each; 0 and 1 fix one. */
  int[] free() {
    var free = new int[margin.length * (margin.length - 1) / 2];
    Arrays.fill(free, -1);
    return free;
  }

  /** The optimum, of value infinity if no order has these pairs; empty if the solver failed. */
  Optional<Point> solve(int[] fixed) {
    while (true) {
      var model = model(fixed);
      var result = model.minimise();
      if (result.getState() == Optimisation.State.INFEASIBLE)
        return Optional.of(
            new Point(
                Double.POSITIVE_INFINITY, new double[fixed.length], new double[margin.length]));
      if (!result.getState().isOptimal()) return Optional.empty();
      var x = new double[fixed.length];
      Arrays.setAll(x, p -> Math.clamp(result.doubleValue(p), 0.0, 1.0));
      var broken = broken(x);
      if (broken.isEmpty()) return Optional.of(point(x));
      broken.stream().limit(AT_ONCE).forEach(b -> cuts.add(b.triangle()));
    }
  }

  private ExpressionsBasedModel model(int[] fixed) {
    var model = new ExpressionsBasedModel();
    for (int i = 0; i < margin.length; i++)
      for (int j = i + 1; j < margin.length; j++) {
        int side = fixed[pair(i, j)];
        model
            .newVariable(i + "," + j)
            .lower(side == 1 ? 1 : 0)
            .upper(side == 0 ? 0 : 1)
            .weight(-margin[i][j]);
      }
    for (var cut : cuts)
      model
          .newExpression(cut.toString())
          .set(pair(cut.i(), cut.j()), 1)
          .set(pair(cut.j(), cut.k()), 1)
          .set(pair(cut.i(), cut.k()), -1)
          .lower(0)
          .upper(1);
    return model;
  }

  private List<Broken> broken(double[] x) {
    int n = margin.length;
    var broken = new ArrayList<Broken>();
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++)
        for (int k = j + 1; k < n; k++) {
          double sum = x[pair(i, j)] + x[pair(j, k)] - x[pair(i, k)];
          double by = Math.max(-sum, sum - 1);
          var triangle = new Triangle(i, j, k);
          if (by > BROKEN && !cuts.contains(triangle)) broken.add(new Broken(triangle, by));
        }
    broken.sort(Comparator.comparingDouble(b -> -b.by()));
    return broken;
  }

  private Point point(double[] x) {
    int n = margin.length;
    double value = 0;
    var wins = new double[n];
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++) {
        double above = x[pair(i, j)];
        value += margin[i][j] > 0 ? margin[i][j] * (1 - above) : -margin[i][j] * above;
        wins[i] += above;
        wins[j] += 1 - above;
      }
    return new Point(value, x, wins);
  }

  private int pair(int i, int j) {
    return i * (2 * margin.length - i - 1) / 2 + j - i - 1;
  }
}
