package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class ConstraintWorldTest {
  private static final Seeds SEEDS = new Seeds(6);

  @Test
  void divergenceIsThatOfItsBernoullis() {
    var world = ConstraintWorld.draw(50, SEEDS);
    double[] theta = {0.3, -0.7, 1.2, 0, 2, -0.1};
    double sum = 0;
    for (int k = 0; k < world.odds().length; k++) {
      double q = world.odds()[k] / (1 + world.odds()[k]);
      double tilted = world.odds()[k] * Math.exp(theta[k % 6]);
      double p = tilted / (1 + tilted);
      sum += p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    }
    assertThat(world.kl(theta)).isCloseTo(sum / 50, within(1e-12));
  }

  @Test
  void policiesAreHeldAtOneDivergence() {
    var world = ConstraintWorld.draw(200, SEEDS);
    double[] theta = {0.3, 0.1, 0.2, 0.4, 0.1, 0.2};
    double c =
        Bisection.atKl(x -> world.kl(java.util.Arrays.stream(theta).map(t -> x * t).toArray()), 1);
    assertThat(world.metAtKl(theta, 1)).isEqualTo(world.met(theta, c));
    assertThat(world.metAtKl(new double[6], 1)).isEqualTo(world.met(theta, 0));
    // Only the first constraint moves, and not even deciding it is a divergence of 5.
    var far = world.metAtKl(new double[] {1, 0, 0, 0, 0, 0}, 5);
    assertThat(far.mean()).isBetween(world.met(theta, 0).mean(), 1.0);
    assertThat(far.hard()).isEqualTo(world.met(theta, 0).hard());
  }

  @Test
  void theReferenceAnswersAsItsOddsSay() {
    var world = ConstraintWorld.draw(20_000, SEEDS);
    var random = SEEDS.stream("answers");
    double met = 0;
    double hard = 0;
    for (int k = 0; k < 20_000; k++) {
      int answer = world.answer(random);
      met += Integer.bitCount(answer) / 6.0 / 20_000;
      hard += Integer.bitCount(answer & ConstraintWorld.HARD) / 2.0 / 20_000;
    }
    assertThat(met).isCloseTo(world.met(new double[6], 1).mean(), within(0.01));
    assertThat(hard).isCloseTo(world.met(new double[6], 1).hard(), within(0.01));
  }
}
