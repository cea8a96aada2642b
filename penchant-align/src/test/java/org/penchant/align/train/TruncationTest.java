package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.penchant.align.lm.TokenSequence;

class TruncationTest {
  /** BOS 1, prompt 2 3 4, response 5 6 7. */
  private static final TokenSequence SEQUENCE =
      TokenSequence.trainingFrom(new int[] {1, 2, 3, 4, 5, 6, 7}, 4);

  @Test
  void promptsLoseTheirStartButKeepTheFirstToken() {
    var cut = Truncation.PROMPT.cut(SEQUENCE, 5, true).orElseThrow();
    assertThat(cut.ids()).containsExactly(1, 4, 5, 6, 7);
    assertThat(cut.trained()).isEqualTo(3);
    assertThat(cut.trains().nextSetBit(0)).isEqualTo(2);
    assertThat(Truncation.PROMPT.cut(SEQUENCE, 4, true).orElseThrow().ids())
        .containsExactly(1, 5, 6, 7);
    assertThat(Truncation.PROMPT.cut(SEQUENCE, 3, true)).isEmpty();
    assertThat(Truncation.PROMPT.cut(SEQUENCE, 4, false).orElseThrow().ids())
        .containsExactly(4, 5, 6, 7);
    assertThat(Truncation.PROMPT.cut(SEQUENCE, 3, false)).isEmpty();
  }

  @Test
  void completionsLoseTheirEndButNotTheirFirstToken() {
    var cut = Truncation.COMPLETION.cut(SEQUENCE, 5, true).orElseThrow();
    assertThat(cut.ids()).containsExactly(1, 2, 3, 4, 5);
    assertThat(cut.trained()).isEqualTo(1);
    assertThat(Truncation.COMPLETION.cut(SEQUENCE, 4, true)).isEmpty();
  }

  @Test
  void whatFitsIsNotTouchedAndOtherPoliciesNeverCut() {
    for (var policy : Truncation.values()) {
      assertThat(policy.cut(SEQUENCE, 7, true)).containsSame(SEQUENCE);
      if (policy == Truncation.ERROR || policy == Truncation.DROP)
        assertThat(policy.cut(SEQUENCE, 6, true)).isEmpty();
    }
  }

  @Test
  void learningRatesWarmUpAndDecay() {
    var cosine = new LearningRate(1, LearningRate.Shape.COSINE, 0.1);
    assertThat(cosine.at(0, 100)).isEqualTo(0.1);
    assertThat(cosine.at(9, 100)).isEqualTo(1);
    assertThat(cosine.at(10, 100)).isEqualTo(1);
    assertThat(cosine.at(55, 100)).isEqualTo(0.5, org.assertj.core.api.Assertions.within(1e-12));
    var linear = new LearningRate(2, LearningRate.Shape.LINEAR, 0);
    assertThat(linear.at(0, 4)).isEqualTo(2);
    assertThat(linear.at(3, 4)).isEqualTo(0.5);
    assertThat(new LearningRate(3, LearningRate.Shape.CONSTANT, 0).at(99, 100)).isEqualTo(3);
  }
}
