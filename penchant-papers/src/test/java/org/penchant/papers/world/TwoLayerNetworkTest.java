package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class TwoLayerNetworkTest {
  private final TwoLayerNetwork net = new TwoLayerNetwork(3, 5, 2);

  private static double loss(TwoLayerNetwork net, double[] p, double[] x) {
    double sum = 0;
    for (int row = 0; row < 4; row++) {
      double[] y = net.outputs(p, x, row);
      sum += y[0] * y[0] + Math.sin(y[1]);
    }
    return sum;
  }

  private double[] gradient(double[] p, double[] x, boolean headOnly) {
    double[] gradient = new double[net.size()];
    for (int row = 0; row < 4; row++) {
      double[] y = net.outputs(p, x, row);
      double[] by = {2 * y[0], Math.cos(y[1])};
      net.add(p, x, row, by, headOnly, gradient);
    }
    return gradient;
  }

  @Test
  void theGradientIsThatOfCentralDifferences() {
    var random = new Seeds(1).stream("net");
    double[] p = net.start(false, random);
    for (int i = 0; i < p.length; i++) p[i] += 0.1 * random.nextGaussian();
    double[] x = Normals.of(12, random);
    double[] gradient = gradient(p, x, false);
    double[] head = gradient(p, x, true);
    for (int i = 0; i < p.length; i++) {
      double[] up = p.clone();
      double[] down = p.clone();
      up[i] += 1e-6;
      down[i] -= 1e-6;
      double difference = (loss(net, up, x) - loss(net, down, x)) / 2e-6;
      assertThat(gradient[i]).as("parameter %d", i).isCloseTo(difference, within(1e-8));
      assertThat(head[i]).isEqualTo(i < net.head() ? 0 : gradient[i]);
    }
  }

  @Test
  void permutingUnitsKeepsTheFunction() {
    var random = new Seeds(2).stream("net");
    double[] p = net.start(false, random);
    for (int i = 0; i < p.length; i++) p[i] += 0.1 * random.nextGaussian();
    double[] x = Normals.of(3, random);
    double[] before = net.outputs(p, x, 0).clone();
    double[] q = net.permuted(p, new int[] {2, 0, 1, 4, 3}, new int[] {4, 3, 2, 1, 0});
    assertThat(q).isNotEqualTo(p);
    assertThat(net.outputs(q, x, 0)).containsExactly(before, within(1e-12));
  }
}
