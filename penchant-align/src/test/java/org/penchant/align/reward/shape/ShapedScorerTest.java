package org.penchant.align.reward.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;

class ShapedScorerTest {
  private static final Content PROMPT = Content.of("Say something.");
  private static final Scorer LENGTH = (_, response) -> response.plain().length();

  @Test
  void keepsRawPenalisedAndShapedApart() {
    var references = ReferenceRewards.of("m1").with(PROMPT, "m1", 3, 5);
    var scorer =
        ShapedScorer.of(LENGTH, "m1", new Shaping.Centred(), references)
            .withPenalty(LengthPenalty.defaults(), _ -> 350);
    var reward = scorer.reward(PROMPT, Content.of("abcdef"));
    assertThat(reward.raw()).isEqualTo(6);
    assertThat(reward.penalised()).isCloseTo(5.5, within(1e-12));
    assertThat(reward.shaped()).isCloseTo(1.5, within(1e-12));
    assertThat(scorer.score(PROMPT, Content.of("abcdef"))).isEqualTo(reward.shaped());
    assertThat(LengthPenalty.defaults().of(1, 300)).isEqualTo(1);
    assertThat(LengthPenalty.none().of(1, 9000)).isEqualTo(1);
  }

  @Test
  void scoringIsEvaluationOfRunningStatistics() {
    var scorer =
        ShapedScorer.of(
                LENGTH,
                "m1",
                new Shaping.Running(Shaping.Running.Kind.SCALED),
                ReferenceRewards.of("m1"))
            .withStatistics(RunningStatistics.none().with(0, 10));
    assertThat(scorer.score(PROMPT, Content.of("abcde"))).isEqualTo(0.5);
    assertThat(scorer.score(PROMPT, Content.of("abcde"))).isEqualTo(0.5);
  }

  @Test
  void drawsScoresSavesAndReadsReferences(@TempDir Path folder) throws IOException {
    var drawn =
        ReferenceRewards.draw(
            "m1",
            LENGTH,
            new org.penchant.core.seam.Generator() {
              @Override
              public List<List<Content>> generate(List<Content> prompts, int samples) {
                return prompts.stream()
                    .map(_ -> List.of(Content.of("ab"), Content.of("abcd")))
                    .toList();
              }
            },
            List.of(PROMPT),
            2);
    Path file = folder.resolve("references.json");
    drawn.save(file);
    assertThat(ReferenceRewards.load(file)).isEqualTo(drawn);
    assertThat(drawn.get(PROMPT, "m1")).containsExactly(2, 4);
  }

  @Test
  void refusesReferencesOfAnotherModelOrPrompt() {
    var references = ReferenceRewards.of("m1").with(PROMPT, "m1", 3);
    assertThatThrownBy(() -> references.get(PROMPT, "m2"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("scored by reward model m1");
    assertThatThrownBy(() -> references.with(PROMPT, "m2", 1))
        .hasMessageContaining("score the reference answers again");
    assertThatThrownBy(() -> references.get(Content.of("Other."), "m1"))
        .hasMessageContaining("has no reference answers");
    var scorer = ShapedScorer.of(LENGTH, "m2", new Shaping.Centred(), references);
    assertThatThrownBy(() -> scorer.score(PROMPT, Content.of("x")))
        .hasMessageContaining("reward model m1");
  }
}
