package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class RecurrentWorldTest {
  private final RecurrentWorld world = RecurrentWorld.draw(new Seeds(1));
  private final double[] none = new double[RecurrentWorld.FEATURES];
  private final RecurrentWorld.Text text =
      world.read(new int[] {1, 2, 3, 4}, new int[] {5, 6, 7}, none);

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    double[] u = world.unembedding().clone();
    double[] gradient = new double[u.length];
    RecurrentWorld.addGradient(u, text, 2, gradient);
    for (int i : new int[] {0, 85, 97, 200, 383}) {
      double at = u[i];
      u[i] = at + 1e-6;
      double up = RecurrentWorld.logp(u, text);
      u[i] = at - 1e-6;
      double down = RecurrentWorld.logp(u, text);
      u[i] = at;
      assertThat(gradient[i]).isCloseTo((up - down) / 1e-6, within(1e-6));
    }
  }

  @Test
  void responsesAreDistributionsAndReadOnlyWhatCameBefore() {
    double total = 0;
    for (int y = 0; y < RecurrentWorld.VOCABULARY; y++)
      total +=
          Math.exp(
              RecurrentWorld.logp(
                  world.unembedding(), world.read(new int[] {1, 2}, new int[] {y}, none)));
    assertThat(total).isCloseTo(1, within(1e-12));
    var other = world.read(new int[] {1, 2, 3, 4}, new int[] {5, 6, 9}, none);
    assertThat(other.states()[2]).containsExactly(text.states()[2]);
    var second = world.read(new int[] {1, 2, 3, 4}, new int[] {8, 6, 7}, none);
    assertThat(second.states()[0]).containsExactly(text.states()[0]);
    assertThat(second.states()[1]).isNotEqualTo(text.states()[1]);
  }
}
