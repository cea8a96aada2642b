package org.penchant.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class LbfgsTest {
  /** A badly scaled bowl: sum of 10^(i / 3) (x_i - i)^2 / 2. */
  @Test
  void findsTheBottomOfABadlyScaledBowl() {
    Lbfgs.Objective bowl =
        (x, g) -> {
          double value = 0;
          for (int i = 0; i < x.length; i++) {
            double k = Math.pow(10, i / 3.0);
            g[i] = k * (x[i] - i);
            value += k * (x[i] - i) * (x[i] - i) / 2;
          }
          return value;
        };
    var end = Lbfgs.defaults().minimise(bowl, new double[12]);
    assertThat(end.converged()).isTrue();
    double[] truth = new double[12];
    Arrays.setAll(truth, i -> i);
    assertThat(end.point()).containsExactly(truth, within(1e-7));
  }

  @Test
  void saysWhenItDidNotArrive() {
    Lbfgs.Objective slope =
        (x, g) -> {
          g[0] = -Logistic.sigmoid(-x[0]);
          return -Logistic.logSigmoid(x[0]);
        };
    assertThat(new Lbfgs(5, 3, 1e-12).minimise(slope, new double[1]).converged()).isFalse();
    assertThatThrownBy(() -> new Lbfgs(0, 3, 1)).hasMessageContaining("memory = 0");
  }

  @Test
  void choleskySolvesAndInverts() {
    var random = new Seeds(5).stream("matrix");
    int n = 7;
    var a = new double[n][n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
      for (int j = 0; j <= i; j++) a[i][j] = a[j][i] = random.nextGaussian() / 4;
      a[i][i] = 3;
    }
    double[] b = new double[n];
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) b[i] += a[i][j] * x[j];
    var factor = Cholesky.of(Arrays.stream(a).map(double[]::clone).toArray(double[][]::new));
    assertThat(factor.solve(b)).containsExactly(x, within(1e-12));
    double[] again = new double[n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) again[i] += factor.inverse()[i][j] * b[j];
    assertThat(again).containsExactly(x, within(1e-12));
    assertThat(factor.singular()).isFalse();
  }
}
