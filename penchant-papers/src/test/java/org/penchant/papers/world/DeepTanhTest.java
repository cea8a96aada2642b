package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.align.objective.Link;
import org.penchant.core.random.Seeds;

class DeepTanhTest {
  private static final Seeds SEEDS = new Seeds(5);
  private static final Link LOGISTIC = new Link.Logistic();

  @Test
  void fastTanhIsTanh() {
    double[] z = {0, 1e-8, -0.3, 0.9, 2, -5, 11, 15.9, -17, 1e4, Double.NEGATIVE_INFINITY};
    double[] t = z.clone();
    FastTanh.apply(t);
    for (int i = 0; i < z.length; i++) assertThat(t[i]).isCloseTo(Math.tanh(z[i]), within(1e-10));
  }

  @Test
  void scoresAreTheFormula() {
    var network = new DeepTanh(1, 2);
    // W, b, V by inputs, c, a.
    double[] p = {0.5, -1, 0.1, 0.2, 1, 2, -0.5, 0.3, 0.4, -0.6, 3, -2};
    double h = Math.tanh(0.5 * 2 + 0.1);
    double g = Math.tanh(-2 + 0.2);
    double s = 3 * Math.tanh(h - 0.5 * g + 0.4) - 2 * Math.tanh(2 * h + 0.3 * g - 0.6);
    assertThat(network.scores(p, new double[] {2})[0]).isCloseTo(s, within(1e-9));
    assertThat(p).hasSize(network.size());
  }

  @Test
  void derivativesAreThoseOfTheScores() {
    var network = new DeepTanh(3, 5);
    double[] x = Normals.of(12, SEEDS.stream("x"));
    double[] by = {1, -2, 0.5, 0.3};
    double[] parameters = Normals.of(network.size(), 0.7, SEEDS.stream("parameters"));
    var batch = network.new Batch(4);
    for (int row = 0; row < 4; row++) batch.put(row, x, row);
    batch.forward(parameters);
    double[] gradient = new double[network.size()];
    batch.backward(parameters, by, gradient);
    for (int j = 0; j < gradient.length; j++) {
      double[] up = parameters.clone();
      double[] down = parameters.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      double[] above = network.scores(up, x);
      double[] below = network.scores(down, x);
      double slope = 0;
      for (int r = 0; r < 4; r++) slope += by[r] * (above[r] - below[r]);
      assertThat(gradient[j]).isCloseTo(slope / 2e-5, within(1e-8));
    }
  }

  @Test
  void pairsAreLearnedAndEarlierParametersAreThoseOfAShorterFit() {
    var network = new DeepTanh(2, 6);
    double[] first = Normals.of(80, SEEDS.stream("first"));
    double[] second = Normals.of(80, SEEDS.stream("second"));
    for (int i = 0; i < 80; i += 2) first[i] = Math.abs(first[i]) + second[i];
    var pairs = new NetworkPairs(network, first, second);
    double[] start = network.start(SEEDS.stream("start"));
    int[] all = IntStream.range(0, pairs.count()).toArray();
    Differences.Slope slope = (_, u) -> LOGISTIC.slope(u);
    double[][] both = pairs.fit(start, all, slope, 8, 0.02, SEEDS.stream("fit"), 5, 60);
    assertThat(pairs.fit(start, all, slope, 8, 0.02, SEEDS.stream("fit"), 5)[0]).isEqualTo(both[0]);
    double[] margins = pairs.margins(both[1]);
    assertThat(IntStream.of(all).filter(i -> margins[i] > 0).count()).isGreaterThan(36);
  }

  @Test
  void swappingAPairTwiceLeavesIt() {
    var pairs = new NetworkPairs(new DeepTanh(2, 3), new double[] {1, 2, 3, 4}, new double[4]);
    pairs.swap(1);
    assertThat(pairs.first()).containsExactly(1, 2, 0, 0);
    assertThat(pairs.second()).containsExactly(0, 0, 3, 4);
    pairs.swap(1);
    assertThat(pairs.first()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void bentRewardsAreTheFormula() {
    var reward = new BentReward(new double[] {1, -1, 0.5, 2}, new double[] {3, -4});
    double expected = 2 * (3 * Math.tanh(-1) - 4 * Math.tanh(4.5)) / Math.sqrt(2) + 0.5;
    assertThat(reward.of(new double[] {1, 2})[0]).isCloseTo(expected, within(1e-14));
  }
}
