package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.align.objective.Link;
import org.penchant.core.random.Seeds;

class TanhOutputsTest {
  private static final Seeds SEEDS = new Seeds(3);

  @Test
  void outputsAreTheFormula() {
    var network = new TanhOutputs(2, 1, 2);
    // W by inputs, b, A by outputs, c.
    double[] p = {0.5, -1, 0.2, 2, -3, 0.7, 0.1};
    assertThat(p).hasSize(network.size());
    double h = Math.tanh(0.5 * 1.5 - 1 * 0.4 + 0.2);
    double[] z = network.new Batch(new double[] {1.5, 0.4}).forward(p);
    assertThat(z[0]).isCloseTo(2 * h + 0.7, within(1e-9));
    assertThat(z[1]).isCloseTo(-3 * h + 0.1, within(1e-9));
  }

  @Test
  void derivativesAreFiniteDifferences() {
    var network = new TanhOutputs(3, 4, 2);
    double[] x = Normals.of(15, SEEDS.stream("x"));
    double[] by = Normals.of(10, SEEDS.stream("by"));
    double[] p = Normals.of(network.size(), 0.7, SEEDS.stream("parameters"));
    var batch = network.new Batch(x);
    batch.forward(p);
    double[] gradient = new double[network.size()];
    batch.backward(p, by, gradient);
    for (int j = 0; j < p.length; j++) {
      double[] slope = new double[1];
      for (int side : new int[] {1, -1}) {
        double[] moved = p.clone();
        moved[j] += side * 1e-5;
        double[] z = batch.forward(moved);
        for (int r = 0; r < z.length; r++) slope[0] += side * by[r] * z[r] / 2e-5;
      }
      assertThat(gradient[j]).isCloseTo(slope[0], within(1e-8));
    }
  }

  @Test
  void pairsAreLearned() {
    var network = new TanhOutputs(2, 6, 1);
    double[] first = Normals.of(600, SEEDS.stream("first"));
    double[] second = Normals.of(600, SEEDS.stream("second"));
    for (int i = 0; i < 600; i += 2) first[i] = Math.abs(first[i]) + second[i];
    var link = new Link.Logistic();
    double[] found =
        network.fit(
            network.start(SEEDS.stream("start")),
            first,
            second,
            0.05,
            200,
            (_, u) -> link.slope(u));
    double[] a = network.new Batch(first).forward(found);
    double[] b = network.new Batch(second).forward(found);
    int right = 0;
    for (int i = 0; i < 300; i++) if (a[i] > b[i]) right++;
    assertThat(right).isGreaterThan(280);
  }
}
