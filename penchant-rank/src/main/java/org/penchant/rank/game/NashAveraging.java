package org.penchant.rank.game;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.rank.standing.Standings;

/**
 * Ratings A p against the Nash equilibrium p of greatest entropy of the zero-sum game on an
 * antisymmetric matrix A, such as log-odds of winning: copies of a model share its weight and move
 * no rating; Balduzzi, Tuyls, Perolat, Graepel, "Re-evaluating evaluation", NeurIPS 2018. Models of
 * the support are rated 0, all others at most 0.
 *
 * @param weights p
 * @param ratings A p
 * @param residual the largest violation of A p <= 0, with equality on the support
 */
public record NashAveraging(double[] weights, double[] ratings, double residual) {
  private static final double POSITIVE = 1e-9;
  private static final double TOLERANCE = 1e-12;
  private static final int LIMIT = 200_000;

  /**
   * For A = log P / (1 - P), P[i][j] the probability that i wins against j.
   *
   * @throws org.penchant.core.problems.ProblemsException if a probability of two models is 0 or 1,
   *     or two do not sum to 1
   */
  public static NashAveraging ofWins(double[][] wins) {
    var problems = new Problems();
    var a = new double[wins.length][wins.length];
    for (int i = 0; i < wins.length; i++)
      for (int j = 0; j < i; j++) {
        double p = wins[i][j];
        if (!(p > 0 && p < 1 && Math.abs(p + wins[j][i] - 1) <= POSITIVE))
          problems.error(
              "models " + i + ", " + j,
              p + " and " + wins[j][i],
              "probabilities must be in (0, 1) and sum to 1",
              "add a pseudo-count to every pair's wins");
        a[i][j] = Math.log(p / (1 - p));
        a[j][i] = -a[i][j];
      }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return of(a);
  }

  /** For an antisymmetric matrix, row preferred to column where positive. */
  public static NashAveraging of(double[][] a) {
    int n = a.length;
    for (int i = 0; i < n; i++)
      for (int j = 0; j <= i; j++)
        if (!(Math.abs(a[i][j] + a[j][i]) <= TOLERANCE * Math.max(1, Math.abs(a[i][j]))))
          throw new IllegalArgumentException(
              "a = " + a[i][j] + " and " + a[j][i] + ", must be opposite and finite");
    var support =
        IntStream.range(0, n).mapToObj(i -> mostOf(a, i) > POSITIVE).toArray(Boolean[]::new);
    double[] p = mostEven(a, support);
    double[] ratings = times(a, p);
    return new NashAveraging(p, ratings, violation(ratings, support));
  }

  public Standings standings(List<String> models) {
    return Standings.of("Nash averaging", models, ratings);
  }

  /** The most that an equilibrium can play i. */
  private static double mostOf(double[][] a, int i) {
    var model = new ExpressionsBasedModel();
    for (int j = 0; j < a.length; j++)
      model.newVariable("p" + j).lower(0).upper(1).weight(j == i ? 1 : 0);
    var total = model.newExpression("total").level(1);
    for (int j = 0; j < a.length; j++) total.set(j, 1);
    for (int k = 0; k < a.length; k++) {
      var row = model.newExpression("row" + k).upper(0);
      for (int j = 0; j < a.length; j++) row.set(j, a[k][j]);
    }
    return model.maximise().doubleValue(i);
  }

  /**
   * Entropy's dual: p_j proportional to exp((A l)_j) on the support, where l is free, and l >= 0
   * elsewhere; accelerated ascent along A p, started anew when it turns.
   */
  private static double[] mostEven(double[][] a, Boolean[] support) {
    int n = a.length;
    double norm = Math.sqrt(Arrays.stream(a).mapToDouble(r -> Vectors.dot(r, r)).sum());
    double step = norm > 0 ? 1 / (norm * norm) : 0;
    var l = new double[n];
    var ahead = new double[n];
    double[] p = softmax(times(a, ahead), support);
    int run = 0;
    for (int k = 0; k < LIMIT; k++) {
      p = softmax(times(a, ahead), support);
      double[] slope = times(a, p);
      if (violation(slope, support) <= TOLERANCE) break;
      var next = new double[n];
      double turn = 0;
      for (int i = 0; i < n; i++) {
        double moved = ahead[i] + step * slope[i];
        next[i] = support[i] ? moved : Math.max(0, moved);
        turn += slope[i] * (next[i] - l[i]);
      }
      run = turn < 0 ? 0 : run + 1;
      for (int i = 0; i < n; i++) ahead[i] = next[i] + run / (run + 3.0) * (next[i] - l[i]);
      l = next;
    }
    return p;
  }

  private static double violation(double[] ratings, Boolean[] support) {
    return IntStream.range(0, ratings.length)
        .mapToDouble(i -> support[i] ? Math.abs(ratings[i]) : Math.max(0, ratings[i]))
        .max()
        .orElse(0);
  }

  private static double[] softmax(double[] x, Boolean[] support) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) if (support[i]) most = Math.max(most, x[i]);
    var p = new double[x.length];
    double total = 0;
    for (int i = 0; i < x.length; i++) {
      p[i] = support[i] ? Math.exp(x[i] - most) : 0;
      total += p[i];
    }
    Vectors.scale(p, 1 / total);
    return p;
  }

  private static double[] times(double[][] a, double[] x) {
    return Arrays.stream(a).mapToDouble(row -> Vectors.dot(row, x)).toArray();
  }
}
