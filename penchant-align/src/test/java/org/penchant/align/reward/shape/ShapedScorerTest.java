package org.penchant.align.reward.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

class ShapedScorerTest {
  private static final Content PROMPT = Content.of("Say something.");
  private static final Scorer LENGTH = (_, response) -> response.plain().length();
  private static final Scorer VOWELS =
      (_, response) -> response.plain().chars().filter(c -> "aeiou".indexOf(c) >= 0).count();
  private static final Map<Content, List<Content>> REFERENCES =
      Map.of(PROMPT, List.of(Content.of("abc"), Content.of("abcde")));

  private static ShapedScorer scorer(ShapedRewards shaping, Scorer... models) {
    return new ShapedScorer(List.of(models), shaping, REFERENCES, r -> r.plain().length());
  }

  @Test
  void keepsRawPenalisedAndShapedApart() {
    var shaping = ShapedRewards.of(new Shaping.Centred()).withPenalty(new LengthPenalty(2, 0.125));
    var scorer = scorer(shaping, LENGTH);
    var reward = scorer.rewards(PROMPT, List.of(Content.of("abcdef"))).getFirst();
    assertThat(reward.raw()).containsExactly(6);
    assertThat(reward.penalised()).containsExactly(5.5);
    assertThat(reward.shaped()).isCloseTo(1.5, within(1e-12));
    assertThat(scorer.score(PROMPT, Content.of("abcdef"))).isEqualTo(reward.shaped());
    assertThat(LengthPenalty.defaults().of(1, 300)).isEqualTo(1);
    assertThat(LengthPenalty.defaults().of(1, 350)).isCloseTo(0.5, within(1e-12));
    assertThat(LengthPenalty.none().of(1, 9000)).isEqualTo(1);
  }

  @Test
  void severalModelsAreSeveralProperties() {
    var and = new Combination.And(new ReferencePoint.Mean(), List.of());
    double found = scorer(ShapedRewards.of(and), LENGTH, VOWELS).score(PROMPT, Content.of("aeb"));
    assertThat(found)
        .isCloseTo(Logistic.logSigmoid(3 - 4) + Logistic.logSigmoid(2 - 1.5), within(1e-12));
  }

  @Test
  void referencesAreScoredOncePerPrompt() {
    var calls = new AtomicInteger();
    Scorer counting =
        (_, response) -> {
          calls.incrementAndGet();
          return response.plain().length();
        };
    var scorer = scorer(ShapedRewards.of(new Shaping.Centred()), counting);
    scorer.score(PROMPT, Content.of("x"));
    scorer.score(PROMPT, Content.of("y"));
    assertThat(calls).hasValue(2 + 2);
  }

  @Test
  void refusesPromptsWithoutReferencesAndRunningStatistics() {
    var scorer = scorer(ShapedRewards.of(new Shaping.Centred()), LENGTH);
    assertThatThrownBy(() -> scorer.score(Content.of("Other."), Content.of("x")))
        .hasMessageContaining("at least 1 reference answer");
    assertThatThrownBy(
            () -> ShapedRewards.of(new Shaping.Running(Shaping.Running.Kind.STANDARDISED)))
        .hasMessageContaining("while a policy trains");
  }
}
