package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class DescentTest {
  @Test
  void bothFindTheMinimumOfABowl() {
    Descent.Gradient bowl =
        (theta, step, gradient) -> {
          gradient[0] += 2 * (theta[0] - 3);
          gradient[1] += 8 * (theta[1] + 1);
        };
    for (double[] end :
        new double[][] {
          Descent.adam(new double[2], 0.05, 2000, bowl),
          Descent.plain(new double[2], 0.05, 2000, bowl)
        }) {
      assertThat(end[0]).isCloseTo(3, within(1e-6));
      assertThat(end[1]).isCloseTo(-1, within(1e-6));
    }
  }

  @Test
  void adamsFirstStepIsTheRateInTheDirectionOfTheGradientsSign() {
    double[] end = Descent.adam(new double[2], 0.05, 1, (_, _, g) -> g[0] = -1e3);
    assertThat(end[0]).isCloseTo(0.05, within(1e-9));
    assertThat(end[1]).isEqualTo(0);
  }

  @Test
  void ratesMayFall() {
    Descent.Gradient slope = (_, _, g) -> g[0] = 7;
    double[] end = Descent.adam(new double[1], t -> 0.1 * (1 - t / 2.0), 2, slope);
    assertThat(end[0]).isCloseTo(-0.1 - 0.05, within(1e-7));
  }

  @Test
  void derivativesByLogPolicyArePulledBackToParameters() {
    var random = new Seeds(3).stream("world");
    double[] phi = random.doubles(2 * 4 * 3, -1, 1).toArray();
    var world =
        LogLinearWorld.of(2, 4, phi, random.doubles(8).toArray(), random.doubles(8).toArray());
    double[] weights = random.doubles(8, -1, 1).toArray();
    double[] theta = {0.3, -0.2, 0.5};
    double[] gradient = new double[3];
    world.pullBack(world.logPolicy(theta), weights, gradient);
    for (int j = 0; j < 3; j++) {
      double h = 1e-6;
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[j] += h;
      down[j] -= h;
      double numeric = (sum(world, up, weights) - sum(world, down, weights)) / (2 * h);
      assertThat(gradient[j]).isCloseTo(numeric, within(1e-8));
    }
  }

  private static double sum(LogLinearWorld world, double[] theta, double[] weights) {
    double[] logp = world.logPolicy(theta);
    double sum = 0;
    for (int i = 0; i < logp.length; i++) sum += weights[i] * logp[i];
    return sum;
  }
}
