package org.penchant.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactTestsTest {
  /** Nothing of ten: 1 - 0.025^(1/10); one of ten by its binomial equation. */
  @Test
  void clopperPearsonByHand() {
    var none = Proportions.clopperPearson(0, 10, 0.95);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(1 - Math.pow(0.025, 0.1), within(1e-12));
    var one = Proportions.clopperPearson(1, 10, 0.95);
    assertThat(Distributions.binomialCdf(1, 10, one.high())).isCloseTo(0.025, within(1e-10));
    assertThat(1 - Distributions.binomialCdf(0, 10, one.low())).isCloseTo(0.025, within(1e-10));
    assertThat(Proportions.clopperPearson(10, 10, 0.95).high()).isEqualTo(1);
    assertThat(Proportions.clopperPearsonUpper(0, 100, 0.95))
        .isCloseTo(1 - Math.pow(0.05, 0.01), within(1e-12));
    assertThatThrownBy(() -> Proportions.clopperPearson(11, 10, 0.95)).hasMessageContaining("11");
  }

  /** One of six coins: 2 (1 + 6) / 64. */
  @Test
  void mcNemarByHand() {
    var right = new boolean[] {true, true, true, true, true, false, true, false};
    var other = new boolean[] {false, false, false, false, false, true, true, false};
    assertThat(McNemar.of(right, other)).isEqualTo(new McNemar(5, 1, 14.0 / 64));
    assertThat(McNemar.of(other, right).p()).isEqualTo(14.0 / 64);
    assertThat(McNemar.of(right, right).p()).isEqualTo(1);
    assertThat(McNemar.of(3, 3).p()).isEqualTo(1);
    assertThatThrownBy(() -> McNemar.of(right, new boolean[1])).hasMessageContaining("pair");
  }
}
