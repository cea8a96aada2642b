package org.penchant.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class BestOfNTest {
  /** Over all subsets, one by one. */
  private static double counted(double[] by, double[] value, int n) {
    double sum = 0;
    int subsets = 0;
    for (int set = 0; set < 1 << by.length; set++) {
      if (Integer.bitCount(set) != n) continue;
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < by.length; i++) if ((set >> i & 1) == 1) best = Math.max(best, by[i]);
      double of = 0;
      int ties = 0;
      for (int i = 0; i < by.length; i++)
        if ((set >> i & 1) == 1 && by[i] == best) {
          of += value[i];
          ties++;
        }
      sum += of / ties;
      subsets++;
    }
    return sum / subsets;
  }

  @Test
  void isTheMeanOverAllSubsets() {
    var random = new Seeds(3).stream("best");
    for (int size = 1; size <= 9; size++)
      for (int levels : new int[] {2, 4, 1000}) {
        double[] by = new double[size];
        double[] value = new double[size];
        Arrays.setAll(by, i -> random.nextInt(levels));
        Arrays.setAll(value, i -> random.nextGaussian());
        for (int n = 1; n <= size; n++)
          assertThat(BestOfN.expected(by, value, n))
              .as("%s of %s", n, Arrays.toString(by))
              .isCloseTo(counted(by, value, n), within(1e-12));
      }
  }

  @Test
  void oneIsTheMeanAllIsTheBestAndConstantsChooseAtRandom() {
    double[] by = {3, 1, 2};
    double[] value = {10, 40, 20};
    assertThat(BestOfN.expected(by, value, 1)).isCloseTo(70 / 3.0, within(1e-12));
    assertThat(BestOfN.expected(by, value, 2)).isCloseTo((10 + 10 + 20) / 3.0, within(1e-12));
    assertThat(BestOfN.expected(by, value, 3)).isEqualTo(10);
    assertThat(BestOfN.expected(new double[] {5, 5, 5}, value, 2))
        .isCloseTo(70 / 3.0, within(1e-12));
  }

  @Test
  void manyItemsDoNotOverflow() {
    double[] by = new double[5000];
    Arrays.setAll(by, i -> i);
    // the mean greatest of n of 0..size-1 is n (size + 1) / (n + 1) - 1
    for (int n : new int[] {1, 64, 2048, 4999, 5000})
      assertThat(BestOfN.expected(by, by, n)).isCloseTo(n * 5001.0 / (n + 1) - 1, within(1e-7));
  }

  @Test
  void divergenceGrowsWithTheLogarithm() {
    assertThat(BestOfN.divergence(1)).isZero();
    assertThat(BestOfN.divergence(2)).isCloseTo(Math.log(2) - 0.5, within(1e-15));
    assertThat(BestOfN.divergence(256)).isCloseTo(4.549083, within(1e-6));
  }

  @Test
  void refusesWhatHasNoBest() {
    double[] two = {1, 2};
    assertThatThrownBy(() -> BestOfN.expected(two, two, 0)).hasMessageContaining("n = 0");
    assertThatThrownBy(() -> BestOfN.expected(two, two, 3)).hasMessageContaining("1..2");
    assertThatThrownBy(() -> BestOfN.expected(two, new double[1], 1))
        .hasMessageContaining("2 numbers");
    assertThatThrownBy(() -> BestOfN.expected(new double[] {Double.NaN}, new double[1], 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BestOfN.divergence(0)).hasMessageContaining("n = 0");
  }
}
