package org.penchant.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VoteSharesTest {
  private static final double[] SHARES = {0.1, 0.4, 0.5, 0.6, 0.9};

  @Test
  void exactPredictionsCorrelateFullyWithoutError() {
    var all = VoteShares.of(SHARES, SHARES);
    assertThat(all.pearson()).isCloseTo(1, within(1e-12));
    assertThat(all.spearman()).isCloseTo(1, within(1e-12));
    assertThat(all.error()).isZero();
    assertThat(all.accuracy()).isEqualTo(1);
    assertThat(VoteShares.contested(SHARES, SHARES).pairs()).isEqualTo(3);
  }

  @Test
  void errorsAndSidesAreCountedByHand() {
    // |p - f| = 0.2, 0.3, 0.0, 0.2, 0.4; sides: right, wrong, -, wrong, half.
    var some = VoteShares.of(new double[] {0.3, 0.7, 0.5, 0.4, 0.5}, SHARES);
    assertThat(some.error()).isCloseTo(1.1 / 5, within(1e-12));
    assertThat(some.accuracy()).isCloseTo(1.5 / 4, within(1e-12));
    assertThat(VoteShares.within(new double[] {0.3, 0.7, 0.5, 0.4, 0.5}, SHARES, 0, 0.2).pearson())
        .isNaN();
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> VoteShares.of(new double[] {1.5}, new double[] {1}))
        .hasMessageContaining("pair 0");
    assertThatThrownBy(() -> VoteShares.of(new double[] {1}, SHARES))
        .hasMessageContaining("1 predictions for 5");
  }
}
