package org.penchant.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class ManyTestsTest {
  @Test
  void holmByHand() {
    assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThatThrownBy(() -> Holm.adjust(new double[] {1.2})).hasMessageContaining("1.2");
  }

  /**
   * Of the eight signs of 1, 2, 3 only all plus and all minus reach 6; of 3, 1, -1 four reach 3.
   */
  @Test
  void signsAreCountedExactlyWhereThereAreFew() {
    var random = new Seeds(0).stream("signs");
    double[] zero = new double[3];
    assertThat(SignFlip.p(new double[] {1, 2, 3}, zero, 1, random)).isEqualTo(0.25);
    assertThat(SignFlip.p(new double[] {3, 1, -1}, zero, 1, random)).isEqualTo(0.75);
    assertThat(SignFlip.p(zero, zero, 1, random)).isEqualTo(1);
  }

  @Test
  void signsAreDrawnWhereThereAreManyAndAgreeWithT() {
    var random = new Seeds(1).stream("signs");
    double[] a = new double[40];
    Arrays.setAll(a, _ -> 0.3 + random.nextGaussian());
    double[] b = new double[40];
    assertThat(SignFlip.p(a, b, 20_000, random)).isCloseTo(TTest.paired(a, b).p(), within(0.02));
    assertThatThrownBy(() -> SignFlip.p(a, b, 0, random)).hasMessageContaining("draws = 0");
  }
}
