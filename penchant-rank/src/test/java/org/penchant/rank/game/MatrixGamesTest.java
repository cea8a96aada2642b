package org.penchant.rank.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;

class MatrixGamesTest {
  private static double[][] antisymmetric(double ab, double ac, double bc) {
    return new double[][] {{0, ab, ac}, {-ab, 0, bc}, {-ac, -bc, 0}};
  }

  /** Rock, paper, scissors with unequal stakes: weights are the opposite stakes'. */
  @Test
  void nashOfACycle() {
    var cycle = NashAveraging.of(antisymmetric(1, -2, 3));
    assertThat(cycle.weights()).containsExactly(new double[] {0.5, 1 / 3.0, 1 / 6.0}, within(1e-8));
    assertThat(cycle.ratings()).containsExactly(new double[] {0, 0, 0}, within(1e-8));
    var order = NashAveraging.of(antisymmetric(1, 2, 1));
    assertThat(order.weights()).containsExactly(new double[] {1, 0, 0}, within(1e-12));
    assertThat(order.ratings()).containsExactly(new double[] {0, -1, -2}, within(1e-12));
  }

  /** Balduzzi et al., invariance: copies share their model's weight, no rating moves. */
  @Test
  void nashIsInvariantToCopies() {
    double[][] a = antisymmetric(1, -2, 3);
    int[] take = {0, 1, 2, 0};
    var more = new double[4][4];
    for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) more[i][j] = a[take[i]][take[j]];
    var found = NashAveraging.of(more);
    assertThat(found.weights())
        .containsExactly(new double[] {0.25, 1 / 3.0, 1 / 6.0, 0.25}, within(1e-8));
    assertThat(NashAveraging.of(new double[3][3]).weights())
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
  }

  @Test
  void nashOfRandomGamesLosesToNobody() {
    var random = new Seeds(0).stream("nash");
    for (int k = 0; k < 30; k++) {
      int n = random.nextInt(2, 9);
      var wins = new double[n][n];
      for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++) {
          wins[i][j] = random.nextDouble(0.05, 0.95);
          wins[j][i] = 1 - wins[i][j];
        }
      var found = NashAveraging.ofWins(wins);
      assertThat(found.residual()).isLessThan(1e-7);
      assertThat(Arrays.stream(found.weights()).sum()).isCloseTo(1, within(1e-12));
      assertThat(Vectors.max(found.ratings())).isLessThan(1e-7);
    }
    assertThatThrownBy(() -> NashAveraging.ofWins(new double[][] {{0.5, 1}, {0, 0.5}}))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("pseudo-count");
    assertThatThrownBy(() -> NashAveraging.of(new double[][] {{0, 1}, {1, 0}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The chain's balance equations, and the limits of weak and strong selection. */
  @Test
  void alphaRankBalances() {
    double[][] m = {{0, 1, -1}, {-1, 0, 1}, {1, -1, 0}};
    assertThat(new AlphaRank(2, 10).stationary(m))
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    double[][] order = antisymmetric(0.3, 0.6, 0.2);
    assertThat(new AlphaRank(0, 50).stationary(order))
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    assertThat(AlphaRank.defaults().stationary(order))
        .containsExactly(new double[] {1, 0, 0}, within(1e-9));
    assertThat(new AlphaRank(100, 50).stationary(order))
        .containsExactly(new double[] {1, 0, 0}, within(1e-9));
  }

  /** Two strategies: pi_1 / pi_2 = rho(2 to 1) / rho(1 to 2) = exp((m - 1) alpha d). */
  @Test
  void alphaRankOfTwo() {
    double[][] m = {{0, 0.1}, {-0.1, 0}};
    double[] pi = new AlphaRank(0.5, 10).stationary(m);
    assertThat(Math.log(pi[0] / pi[1])).isCloseTo(9 * 0.5 * 0.2, within(1e-12));
  }

  /** A cycle of three that all beat a fourth: the limit stays on the cycle, evenly. */
  @Test
  void strongSelectionEndsInTheSinkOfResponses() {
    double[][] m = {{0, 1, -1, 1}, {-1, 0, 1, 1}, {1, -1, 0, 1}, {-1, -1, -1, 0}};
    double[] pi = AlphaRank.defaults().stationary(m);
    assertThat(pi).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0, 0}, within(1e-9));
  }

  @Test
  void developmentFollowsItsRating() {
    var start =
        Skills.of(
            new double[][] {{0.3, 0.3, 0.3}},
            new double[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    // A rating by the first skill alone is climbed in that skill.
    TensorRating first =
        tensor ->
            Arrays.stream(tensor.s()[0]).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double[] last =
        RatingDrivenDevelopment.defaults().run(first, start, new Seeds(0).stream("climb"));
    assertThat(last[0]).isGreaterThan(1);
    assertThat(last[1]).isLessThan(0.3);
  }
}
