package org.penchant.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NdcgTest {
  private static final double[] RELEVANCE = {3, 2, 3, 0, 1, 2};

  /** The example of the article on discounted cumulative gain: DCG 6.861, ideal DCG 7.141. */
  @Test
  void linearGainOfAKnownExample() {
    assertThat(new Ndcg(6, Ndcg.Gain.LINEAR).of(List.of(0, 1, 2, 3, 4, 5), RELEVANCE))
        .isCloseTo(6.861126688593501 / 7.140995184095700, within(1e-12));
  }

  /** By hand: 7 + 3 / log2 3 of 7 + 7 / log2 3. */
  @Test
  void exponentialGainByHand() {
    double log3 = Math.log(3) / Math.log(2);
    assertThat(new Ndcg(2, Ndcg.Gain.EXPONENTIAL).of(List.of(0, 1), RELEVANCE))
        .isCloseTo((7 + 3 / log3) / (7 + 7 / log3), within(1e-15));
    assertThat(Ndcg.defaults().of(List.of(0, 2, 1, 5, 4, 3), RELEVANCE)).isEqualTo(1);
  }

  @Test
  void nothingRelevantIsNothingMeasuredAndNegativesAreRefused() {
    assertThat(Ndcg.defaults().of(List.of(0, 1), new double[2])).isNaN();
    assertThatThrownBy(() -> Ndcg.defaults().of(List.of(0), new double[] {-1}))
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new Ndcg(0, Ndcg.Gain.LINEAR)).hasMessageContaining("at = 0");
  }
}
