package org.penchant.rank.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

/** Identities of the specification 019 that are about tables of scores. */
class GpoTest {
  private static final ScoreGame CIRCLE =
      ScoreGame.of(new double[][] {{0, 2, -1}, {-2, 0, 1.5}, {1, -1.5, 0}});

  private static ScoreGame drawn(int n, long seed) {
    var random = new Seeds(seed).stream("scores");
    double[][] s = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < i; j++) {
        s[i][j] = random.nextGaussian();
        s[j][i] = -s[i][j];
      }
    return ScoreGame.of(s);
  }

  @Test
  void goldenResidual() {
    double logRatio = Math.log(0.3 / 0.2);
    assertThat(logRatio).isCloseTo(0.405465108, within(1e-9));
    double residual = new Gpo(0.5, 1, false).residual(logRatio, 0.7, 0);
    assertThat(residual * residual).isCloseTo(0.003076378, within(1e-9));
  }

  @Test
  void anUpdateHasNoResidual() {
    var gpo = new Gpo(0.7, 1, false);
    double[] policy = {0.5, 0.2, 0.3};
    double[] scores = CIRCLE.against(policy);
    double c = gpo.baseline(policy, scores);
    double[] next = gpo.run(CIRCLE, policy).last();
    for (int i = 0; i < 3; i++)
      assertThat(gpo.residual(Math.log(next[i] / policy[i]), scores[i], c))
          .isCloseTo(0, within(1e-12));
    double mean = 0;
    for (int i = 0; i < 3; i++) mean += policy[i] * scores[i];
    assertThat(mean)
        .as("skew scores average to 0 over the policy itself")
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void theAverageIsNearTheWinnerAndTheLastIsNot() {
    var path = Gpo.defaults().run(CIRCLE, CIRCLE.uniform());
    assertThat(path.average()).containsExactly(new double[] {0.3409, 0.2098, 0.4493}, offset(5e-5));
    assertThat(CIRCLE.exploitability(path.average())).isCloseTo(0.026, within(5e-4));
    assertThat(CIRCLE.exploitability(path.last())).isCloseTo(0.944, within(5e-4));
    assertThat(CIRCLE.exploitability(CIRCLE.uniform())).isCloseTo(1 / 3.0, within(1e-12));
    double[] winner = {1.5 / 4.5, 1 / 4.5, 2 / 4.5};
    assertThat(CIRCLE.exploitability(winner)).isCloseTo(0, within(1e-12));
    var byWins = new Gpo(0.5, 4000, true).run(CIRCLE, CIRCLE.uniform());
    double[] wins = byWins.average();
    double[][] p = new double[3][3];
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < 3; j++) p[i][j] = 1 / (1 + Math.exp(-CIRCLE.score(i, j))) - 0.5;
    assertThat(ScoreGame.of(p).exploitability(wins)).isLessThan(0.02);
  }

  @Test
  void theBestByMeanScoreIsNoWinnerOfACircle() {
    double[] means = CIRCLE.meanScores();
    assertThat(means).containsExactly(new double[] {1 / 3.0, -1 / 6.0, -1 / 6.0}, offset(1e-12));
    assertThat(CIRCLE.exploitability(CIRCLE.pure(0))).isEqualTo(1);
    assertThat(CIRCLE.condorcetWinner()).isEmpty();
    assertThat(CIRCLE.cycles()).containsExactly(List.of(0, 1, 2));
  }

  @Test
  void ordersHaveAWinnerAndNoCycle() {
    var order =
        ScoreGame.of(new double[][] {{0, 1, 3, 0}, {-1, 0, 2, 1}, {-3, -2, 0, 5}, {0, -1, -5, 0}});
    assertThat(order.condorcetWinner()).as("0 ties with 3").isEmpty();
    assertThat(order.cycles()).isEmpty();
    var linear = ScoreGame.of(new double[][] {{0, 1}, {-1, 0}});
    assertThat(linear.condorcetWinner()).hasValue(0);
    assertThat(linear.exploitability(linear.pure(0))).isZero();
  }

  @Test
  void everyTableIsEmbeddedInHalfAsManyPlanes() {
    for (int n : new int[] {1, 2, 3, 5, 6, 9}) {
      var game = drawn(n, n);
      double[][] v = game.embedding();
      assertThat(v[0].length).isEqualTo(2 * (n / 2));
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
          double s = 0;
          for (int k = 0; k < v[i].length; k += 2)
            s += v[i][k] * v[j][k + 1] - v[i][k + 1] * v[j][k];
          assertThat(s).isCloseTo(game.score(i, j), within(1e-9));
        }
    }
    double[] r = {2, -1, 0.5, 3, 7};
    double[][] bradleyTerry = new double[5][5];
    for (int i = 0; i < 5; i++) for (int j = 0; j < 5; j++) bradleyTerry[i][j] = r[i] - r[j];
    assertThat(ScoreGame.of(bradleyTerry).embedding()[0]).as("one plane").hasSize(2);
  }

  @Test
  void whatIsNoGameIsRefused() {
    assertThatThrownBy(() -> ScoreGame.of(new double[][] {{0, 1}, {1, 0}}))
        .hasMessageContaining("do not cancel");
    assertThatThrownBy(() -> ScoreGame.of(new double[][] {{0, Double.NaN}, {0, 0}}))
        .hasMessageContaining("do not cancel");
    assertThatThrownBy(() -> ScoreGame.of(new double[][] {{0, 1}})).hasMessageContaining("row 0");
    assertThatThrownBy(() -> ScoreGame.of(new double[0][])).hasMessageContaining("no answers");
    assertThatThrownBy(() -> CIRCLE.against(new double[] {0.5, 0.6, 0}))
        .hasMessageContaining("1.1");
    assertThatThrownBy(() -> new Gpo(0, 1, false)).hasMessageContaining("rate = 0");
    assertThatThrownBy(() -> new Gpo(1, 0, false)).hasMessageContaining("steps = 0");
  }
}
