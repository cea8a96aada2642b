package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.Position.Spread;
import org.penchant.core.random.Seeds;

/** The goldens and identities of shared/papers/034. */
class PositionTest {
  private static final double[] GOLDEN = {.2, 1.1, -.5, .6, -1.9, .3, .9, -.1};

  @Test
  void theGoldenPositions() {
    assertThat(Position.MEAN.in(GOLDEN, Spread.SIGMA)).isCloseTo(0.0750000000, within(1e-10));
    assertThat(Position.sigma(GOLDEN)).isCloseTo(0.8898735865, within(1e-10));
    assertThat(Position.MINUS_TWO_SIGMA.in(GOLDEN, Spread.SIGMA))
        .isCloseTo(-1.7047471731, within(1e-10));
    assertThat(indices(GOLDEN)).containsExactly(4, 4, 2, 0, 6, 1, 1);
  }

  @Test
  void twoSamplesTieInTheMiddle() {
    assertThat(indices(new double[] {.3, .7})).containsExactly(0, 0, 0, 0, 1, 1, 1);
    assertThat(indices(new double[] {.7, .1})).containsExactly(1, 1, 1, 0, 0, 0, 0);
  }

  @RepeatedTest(100)
  void positionsAreInvariant(RepetitionInfo info) {
    var random = new Seeds(info.getCurrentRepetition()).stream("positions");
    int n = 2 + random.nextInt(30);
    double[] psi = random.doubles(n).map(u -> Math.rint(60 * u) / 20).toArray();
    double[] moved = Arrays.stream(psi).map(s -> 8 * s - 3).toArray();
    double[] doubled = DoubleStream.concat(Arrays.stream(psi), Arrays.stream(psi)).toArray();
    assertThat(indices(moved)).isEqualTo(indices(psi));
    assertThat(indices(doubled)).isEqualTo(indices(psi));
    for (var better : Position.values())
      for (var worse : Position.values())
        if (worse.isBelow(better))
          assertThat(psi[better.nearest(psi, Spread.SIGMA)])
              .isGreaterThanOrEqualTo(psi[worse.nearest(psi, Spread.SIGMA)]);
  }

  @RepeatedTest(50)
  void fewSamplesHaveTheirExtremesAtTwoSigma(RepetitionInfo info) {
    var random = new Seeds(info.getCurrentRepetition()).stream("few");
    double[] psi = random.doubles(2 + random.nextInt(4)).toArray();
    assertThat(Position.MINUS_TWO_SIGMA.nearest(psi, Spread.SIGMA))
        .isEqualTo(Position.MIN.nearest(psi, Spread.SIGMA));
    assertThat(Position.PLUS_TWO_SIGMA.nearest(psi, Spread.SIGMA))
        .isEqualTo(Position.MAX.nearest(psi, Spread.SIGMA));
  }

  @Test
  void robustSpreadsDoNotFollowAnOutlier() {
    double[] psi = IntStream.range(0, 101).mapToDouble(i -> i / 100.0).toArray();
    psi[0] = -1000;
    assertThat(Position.MINUS_TWO_SIGMA.in(psi, Spread.SIGMA)).isLessThan(-100);
    assertThat(Position.MINUS_TWO_SIGMA.in(psi, Spread.QUANTILE)).isBetween(.0, .1);
    assertThat(Position.MINUS_TWO_SIGMA.in(psi, Spread.MAD)).isCloseTo(-.24, within(.01));
  }

  private static int[] indices(double[] psi) {
    return Arrays.stream(Position.values()).mapToInt(p -> p.nearest(psi, Spread.SIGMA)).toArray();
  }
}
