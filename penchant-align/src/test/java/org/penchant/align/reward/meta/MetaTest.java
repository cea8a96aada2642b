package org.penchant.align.reward.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.penchant.testkit.seed.RandomCase;

/** Gradients by central differences, and the identities of the meta step. */
class MetaTest {
  private static final double H = 1e-6;

  @Test
  void theGradientOfTheContrastiveLossIsItsDerivative() {
    RandomCase.run(
        20,
        random -> {
          double[][] a = features(random);
          double[][] b = features(random);
          var loss = new InfoNce(0.05 + random.nextDouble());
          var found = loss.of(a, b);
          for (int i = 0; i < a.length; i++)
            for (int k = 0; k < a[i].length; k++) {
              assertThat(found.first()[i][k]).isCloseTo(numeric(loss, a, b, a[i], k), within(1e-6));
              assertThat(found.second()[i][k])
                  .isCloseTo(numeric(loss, a, b, b[i], k), within(1e-6));
            }
        });
  }

  @Test
  void aFeatureOfZerosHasNoDirectionToLearn() {
    double[][] a = {{0, 0}, {1, 2}};
    double[][] b = {{1, 0}, {0, 0}};
    var found = new InfoNce(0.5).of(a, b);
    assertThat(found.loss()).isFinite();
    assertThat(found.first()[0]).containsOnly(0);
    assertThat(found.second()[1]).containsOnly(0);
    assertThat(found.first()[1]).doesNotContain(Double.NaN);
    assertThat(found.second()[0]).doesNotContain(Double.NaN);
  }

  @Test
  void theGradientOfTheSpreadIsItsDerivativeAndNothingBetweenEqualRewards() {
    RandomCase.run(
        20,
        random -> {
          double[] r = random.doubles(4, -2, 2).toArray();
          double[] slopes = Spread.slopes(r);
          for (int i = 0; i < r.length; i++) {
            double[] up = r.clone();
            double[] down = r.clone();
            up[i] += H;
            down[i] -= H;
            assertThat(slopes[i])
                .isCloseTo((Spread.of(up) - Spread.of(down)) / (2 * H), within(1e-8));
          }
        });
    assertThat(Spread.slopes(1, 1, 1)).containsOnly(0);
  }

  @Test
  void theAscentIsBounded() {
    assertThat(MetaStep.of(0).scale(3)).isZero();
    assertThat(MetaStep.of(0.1).scale(3)).isEqualTo(0.1);
    assertThat(new MetaStep(0.1, 0.2).scale(4) * 4).isCloseTo(0.2, within(1e-15));
    assertThatThrownBy(() -> new MetaStep(-1, 1)).hasMessageContaining("eta = -1");
    assertThatThrownBy(() -> new MetaStep(1, 0)).hasMessageContaining("farthest = 0");
    assertThatThrownBy(() -> new InfoNce(0)).hasMessageContaining("temperature");
  }

  @Test
  void minimisingTheMetaLossRaisesTheProductOfBothGradientsToFirstOrder() {
    // J = theta^2 / 2, L = (theta - 1)^2 / 2: L(theta + eta grad J) - L(theta) ~ eta <J', L'>.
    double theta = 2;
    double eta = 1e-5;
    double moved = Math.pow(theta + eta * theta - 1, 2) / 2 - Math.pow(theta - 1, 2) / 2;
    assertThat(moved / eta).isCloseTo(theta * (theta - 1), within(1e-4));
  }

  private static double numeric(InfoNce loss, double[][] a, double[][] b, double[] row, int k) {
    double kept = row[k];
    row[k] = kept + H;
    double up = loss.of(a, b).loss();
    row[k] = kept - H;
    double down = loss.of(a, b).loss();
    row[k] = kept;
    return (up - down) / (2 * H);
  }

  private static double[][] features(RandomGenerator random) {
    double[][] all = new double[4][];
    for (int i = 0; i < 4; i++) all[i] = random.doubles(3, -1, 1).toArray();
    return all;
  }
}
