package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class PairSettingsTest {
  private static final Seeds SEEDS = new Seeds(11);
  private final LogLinearWorld world = LogLinearSettings.defaults().draw(SEEDS);

  @Test
  void poolsAndPromptsBoundWhatMeets() {
    var settings =
        new PairSettings(
            100,
            30,
            20,
            Annotator.defaults(),
            List.of(new PairSettings.Pool(0, 3, 0.3), new PairSettings.Pool(5, 10, 0.7)),
            PairSettings.Score.RATING,
            0);
    var pairs = settings.train(world, SEEDS);
    assertThat(pairs).hasSize(100);
    assertThat(pairs.stream().filter(p -> p.pool() == 0)).hasSize(30);
    for (var pair : pairs) {
      assertThat(pair.chosen()).isNotEqualTo(pair.rejected()).isLessThan(200);
      assertThat(pair.chosen() / 10).isEqualTo(pair.rejected() / 10);
      assertThat(settings.covers(pair.chosen() % 10)).isTrue();
      assertThat(pair.chosen() % 10 < 5).isEqualTo(pair.pool() == 0);
      assertThat(pair.chosenScore())
          .isCloseTo(1 + 9 / (1 + Math.exp(-world.utility()[pair.chosen()] / 1.5)), within(1e-12));
    }
    assertThat(settings.covers(4)).isFalse();
    assertThat(settings.heldOut(world, SEEDS)).hasSize(30).isNotEqualTo(pairs.subList(0, 30));
    assertThat(settings.train(world, SEEDS)).isEqualTo(pairs);
  }

  @Test
  void flipsTurnTheirShareOfTheSamePairs() {
    var clean =
        new PairSettings(
            4000,
            0,
            0,
            Annotator.defaults().withTemperature(0),
            List.of(),
            PairSettings.Score.UTILITY,
            0);
    var pairs = clean.train(world, SEEDS);
    assertThat(pairs).allMatch(p -> world.utility()[p.chosen()] > world.utility()[p.rejected()]);
    var noisy =
        new PairSettings(
                4000,
                0,
                0,
                clean.annotator().withFlip(0.2),
                List.of(),
                PairSettings.Score.UTILITY,
                0)
            .train(world, SEEDS);
    int turned = 0;
    for (int i = 0; i < pairs.size(); i++) {
      boolean same = noisy.get(i).equals(pairs.get(i));
      assertThat(same || noisy.get(i).swapped().equals(pairs.get(i))).isTrue();
      if (!same) turned++;
    }
    assertThat(turned / 4000.0).isCloseTo(0.2, within(0.02));
  }
}
