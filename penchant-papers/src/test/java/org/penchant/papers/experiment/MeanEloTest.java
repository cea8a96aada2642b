package org.penchant.papers.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penchant.rank.game.PreferenceTensor;
import org.penchant.rank.game.Skills;

/** Figures of specification 103. */
class MeanEloTest {
  @Test
  void beatingEveryoneIsNotEnough() {
    var one =
        PreferenceTensor.of(new double[][][] {{{0, 0.1, 0.1}, {-0.1, 0, 0.95}, {-0.1, -0.95, 0}}});
    assertThat(new MeanElo().rate(one))
        .containsExactly(new double[] {26.30, 110.58, -136.88}, within(0.005));
  }

  @Test
  void threeCopiesOfAPromptMakeItsSpecialistFirst() {
    double[][] models = {{0.9, 0.35, 0.35}, {0.35, 0.9, 0.35}, {0.35, 0.35, 0.9}, {0.6, 0.6, 0.6}};
    var world = Skills.of(models, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}).tensor();
    assertThat(new MeanElo().rate(world))
        .containsExactly(new double[] {-16.2, -16.2, -16.2, 48.7}, within(0.1));
    assertThat(new MeanElo().rate(world.withPromptCopies(0, 3)))
        .containsExactly(new double[] {113, -82, -82, 51}, within(0.6));
  }
}
