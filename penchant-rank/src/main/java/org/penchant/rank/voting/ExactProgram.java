package org.penchant.rank.voting;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A linear programme in whole numbers, solved exactly: maximise c.x subject to A x <= b, x >= 0,
 * with b >= 0. The simplex method with Bland's rule, which cannot cycle, on a tableau of whole
 * numbers over one common denominator (Edmonds, "Systems of distinct representatives and linear
 * algebra", 1967), so that no fraction is ever reduced.
 */
final class ExactProgram {
  private final BigInteger[][] tableau;
  private final int[] basis;
  private final int variables;
  private BigInteger denominator = BigInteger.ONE;

  private ExactProgram(BigInteger[] objective, BigInteger[][] rows, BigInteger[] bounds) {
    variables = objective.length;
    int m = rows.length;
    tableau = new BigInteger[m + 1][variables + m + 1];
    basis = new int[m];
    for (var row : tableau) Arrays.fill(row, BigInteger.ZERO);
    for (int i = 0; i < m; i++) {
      System.arraycopy(rows[i], 0, tableau[i], 0, variables);
      tableau[i][variables + i] = BigInteger.ONE;
      tableau[i][variables + m] = bounds[i];
      basis[i] = variables + i;
    }
    for (int j = 0; j < variables; j++) tableau[m][j] = objective[j].negate();
  }

  /**
   * An optimal x.
   *
   * @throws IllegalArgumentException if a bound is negative or the objective has none
   */
  static BigFraction[] maximise(BigInteger[] objective, BigInteger[][] rows, BigInteger[] bounds) {
    if (Arrays.stream(bounds).anyMatch(b -> b.signum() < 0))
      throw new IllegalArgumentException("a bound is negative");
    var program = new ExactProgram(objective, rows, bounds);
    for (int enters = program.entering(); enters >= 0; enters = program.entering())
      program.pivot(program.leaving(enters), enters);
    return program.solution();
  }

  private int entering() {
    var costs = tableau[basis.length];
    for (int j = 0; j < costs.length - 1; j++) if (costs[j].signum() < 0) return j;
    return -1;
  }

  private int leaving(int column) {
    int best = -1;
    for (int i = 0; i < basis.length; i++) {
      if (tableau[i][column].signum() <= 0) continue;
      int order = best < 0 ? -1 : compareRatios(i, best, column);
      if (order < 0 || (order == 0 && basis[i] < basis[best])) best = i;
    }
    if (best < 0) throw new IllegalArgumentException("the objective has no bound");
    return best;
  }

  private int compareRatios(int i, int k, int column) {
    var left = tableau[i][tableau[i].length - 1].multiply(tableau[k][column]);
    return left.compareTo(tableau[k][tableau[k].length - 1].multiply(tableau[i][column]));
  }

  private void pivot(int row, int column) {
    var pivot = tableau[row][column];
    for (int i = 0; i < tableau.length; i++) {
      if (i == row) continue;
      var factor = tableau[i][column];
      for (int j = 0; j < tableau[i].length; j++)
        tableau[i][j] =
            tableau[i][j]
                .multiply(pivot)
                .subtract(factor.multiply(tableau[row][j]))
                .divide(denominator);
    }
    denominator = pivot;
    basis[row] = column;
  }

  private BigFraction[] solution() {
    var x = new BigFraction[variables];
    Arrays.fill(x, BigFraction.ZERO);
    for (int i = 0; i < basis.length; i++)
      if (basis[i] < variables)
        x[basis[i]] = BigFraction.of(tableau[i][tableau[i].length - 1], denominator);
    return x;
  }
}
