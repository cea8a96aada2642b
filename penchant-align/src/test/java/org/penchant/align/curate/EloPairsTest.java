package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.elo.OffsetFit.Pairing;
import org.penchant.core.preference.Comparison;

class EloPairsTest {
  private static final Comparison[] ROWS = {
    Lists.scored(0, 1.2, 0.8),
    Lists.scored(1, 0.4, 0.7),
    Lists.scored(2, 2.0, 1.1),
    Lists.scored(3, 0.9, 1.0)
  };

  private static EloPairs pairs(double... ratings) {
    return new EloPairs(
        Arrays.stream(ratings).boxed().toList(), Pairing.PAIRED, 0.1, EloPairs.Unit.SCORE, "");
  }

  @Test
  void pairsGoByShiftedScores() {
    // The offset is -0.4375: only the third answer of the first model stays ahead.
    var made = Lists.run(pairs(1180, 1287), ROWS);
    assertThat(made.rows().stream().map(Lists::chosen))
        .containsExactly("reply 1", "reply 1", "reply 0", "reply 1");
    assertThat(made.rows().get(2).column("chosen_rating").getAsDouble())
        .isCloseTo(2 - 0.437515852 / 2, within(1e-8));
    assertThat(made.steps().getFirst().noted().keySet())
        .anyMatch(n -> n.startsWith("response 1: offset -0.2188, mismatch"));
  }

  @Test
  void tiesFarRatingsAndScoresOfAnotherScaleAreTold() {
    // Equal ratings and mirrored scores: the offset is 0.
    var tied =
        Lists.run(
            pairs(1000, 1000), Lists.scored(0, 1, 1), Lists.scored(1, 2, 0), Lists.scored(2, 0, 2));
    assertThat(tied.steps().getFirst().leftOut())
        .containsEntry("prompts whose best shifted scores tie", 1L);
    var far = Lists.run(pairs(100, 1200), Lists.scored(0, 100, 300), Lists.scored(1, 200, 100));
    assertThat(far.steps().getFirst().noted().keySet())
        .anyMatch(n -> n.contains("800 points"))
        .anyMatch(n -> n.contains("consider unit: deviation"));
  }

  @Test
  void rowsMustHoldOneScoredResponseOfEveryModel() {
    assertThatThrownBy(() -> Lists.run(pairs(1000, 1100, 1200), ROWS))
        .hasMessageContaining("3 in all");
    assertThatThrownBy(() -> pairs(1000)).hasMessageContaining("two at least");
    assertThat(
            Lists.run(pairs(1000, 1100, 1200), Lists.scored(0, 1, 2, 3), Lists.scored(1, 0, 2, 1))
                .rows())
        .hasSize(2);
  }
}
