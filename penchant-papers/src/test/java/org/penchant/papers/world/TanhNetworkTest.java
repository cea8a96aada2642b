package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class TanhNetworkTest {
  private static final Seeds SEEDS = new Seeds(8);

  @Test
  void scoresAreTheFormula() {
    var network = new TanhNetwork(2, 2, true);
    // W rows by input, then b, then a.
    double[] parameters = {0.5, -1, 2, 0.25, 0.1, -0.2, 3, -4};
    double[] x = {1, -1, 0, 4};
    double[] scores = network.scores(parameters, x);
    assertThat(scores[0])
        .isCloseTo(3 * Math.tanh(0.5 - 2 + 0.1) - 4 * Math.tanh(-1 - 0.25 - 0.2), within(1e-14));
    assertThat(scores[1]).isCloseTo(3 * Math.tanh(8 + 0.1) - 4 * Math.tanh(1 - 0.2), within(1e-14));
  }

  @Test
  void derivativesAreThoseOfTheScore() {
    var network = new TanhNetwork(3, 4, true);
    double[] x = Normals.of(6, SEEDS.stream("x"));
    double[] parameters = Normals.of(network.size(), SEEDS.stream("parameters"));
    double[] state = new double[8];
    double[] gradient = new double[network.size()];
    for (int row = 0; row < 2; row++) {
      network.state(parameters, x, row, state);
      network.addByScore(parameters, x, row, state, row + 1.5, gradient);
    }
    for (int j = 0; j < gradient.length; j++) {
      double[] up = parameters.clone();
      double[] down = parameters.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      double[] above = network.scores(up, x);
      double[] below = network.scores(down, x);
      double slope = 1.5 * (above[0] - below[0]) + 2.5 * (above[1] - below[1]);
      assertThat(gradient[j]).isCloseTo(slope / 2e-5, within(1e-8));
    }
  }

  @Test
  void withoutBiasesTheirGradientIsZeroAndTheScoreOdd() {
    var network = new TanhNetwork(3, 4, false);
    double[] parameters = network.start(1, SEEDS.stream("start"));
    assertThat(network.scores(parameters, new double[] {1, 2, 3})).containsExactly(0);
    for (int h = 0; h < 4; h++) parameters[network.output() + h] = h - 2;
    double[] x = {1, 2, 3, -1, -2, -3};
    double[] scores = network.scores(parameters, x);
    assertThat(scores[0]).isCloseTo(-scores[1], within(1e-14));
    double[] state = new double[8];
    double[] gradient = new double[network.size()];
    network.state(parameters, x, 0, state);
    network.addByScore(parameters, x, 0, state, 1, gradient);
    for (int h = 0; h < 4; h++) assertThat(gradient[3 * 4 + h]).isZero();
  }
}
