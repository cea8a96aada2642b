package org.penchant.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class AssignmentTest {
  private static double best(double[][] cost, int row, boolean[] taken) {
    if (row == cost.length) return 0;
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < cost.length; j++)
      if (!taken[j]) {
        taken[j] = true;
        best = Math.min(best, cost[row][j] + best(cost, row + 1, taken));
        taken[j] = false;
      }
    return best;
  }

  @Test
  void costsAsLittleAsTheBestOfAllPermutations() {
    var random = new Seeds(1).stream("costs");
    for (int round = 0; round < 200; round++) {
      int n = round % 7;
      double[][] cost = new double[n][n];
      for (double[] row : cost)
        for (int j = 0; j < n; j++)
          row[j] = round % 2 == 0 ? random.nextGaussian() : random.nextInt(3);
      int[] columns = Assignment.least(cost);
      assertThat(columns).doesNotHaveDuplicates().hasSize(n);
      double sum = 0;
      for (int i = 0; i < n; i++) sum += cost[i][columns[i]];
      assertThat(sum).isCloseTo(best(cost, 0, new boolean[n]), within(1e-9));
    }
  }

  @Test
  void costsMustBeFinite() {
    assertThatThrownBy(() -> Assignment.least(new double[][] {{Double.NaN}}))
        .hasMessageContaining("finite");
  }
}
