package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class TokenBagsTest {
  private static final Seeds SEEDS = new Seeds(5);

  /** Specification 008. */
  @Test
  void levelsTakeSharesOfTheTokensHalvesUp() {
    assertThat(IntStream.range(0, 4).map(j -> TokenBags.removed(7, j, 4)))
        .containsExactly(0, 2, 5, 7);
    assertThat(IntStream.range(0, 5).map(j -> TokenBags.removed(6, j, 5)))
        .containsExactly(0, 2, 3, 5, 6);
  }

  @Test
  void copiesLoseTheirKeyTokensLevelByLevel() {
    var bags = TokenBags.draw(200, true, SEEDS);
    var random = SEEDS.stream("copies");
    double[] keys = new double[4];
    int copied = 0;
    for (int i = 0; i < bags.responses().length; i++) {
      int[][] copies = bags.copies(i, 4, random);
      if (copies.length == 0) continue;
      copied++;
      assertThat(copies).hasNumberOfRows(4);
      assertThat(copies[0]).isEqualTo(bags.responses()[i]);
      for (int j = 0; j < 4; j++) keys[j] += keys(copies[j]);
    }
    assertThat(copied).isBetween(bags.responses().length / 2, bags.responses().length - 1);
    for (int j = 1; j < 4; j++) assertThat(keys[j]).isLessThan(keys[j - 1]);
    // What is left is what the extractor overlooked.
    assertThat(keys[3] / keys[0]).isCloseTo(0.1, within(0.03));
  }

  @Test
  void rewardsAreSixTenthsOfTheValuesOfKeyTokens() {
    var bags = TokenBags.draw(30, true, SEEDS);
    assertThat(Arrays.stream(bags.values()).limit(12).min().orElseThrow())
        .isGreaterThanOrEqualTo(1);
    assertThat(Arrays.stream(bags.values()).skip(12).max().orElseThrow()).isZero();
    for (int i = 0; i < bags.responses().length; i++) {
      double[] counts = TokenBags.counts(bags.responses()[i]);
      double sum = 0;
      for (int t = 0; t < counts.length; t++) sum += 0.6 * counts[t] * bags.values()[t];
      assertThat(bags.reward(i)).isCloseTo(sum, within(1e-12));
      assertThat(keys(bags.responses()[i])).isBetween(0L, 6L);
    }
  }

  private static long keys(int[] tokens) {
    return Arrays.stream(tokens).filter(t -> t < 12).count();
  }
}
