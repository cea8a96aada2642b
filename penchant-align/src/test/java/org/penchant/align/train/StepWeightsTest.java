package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weights of steps of specification 098 (arXiv 2410.12854), Identities. */
class StepWeightsTest {
  private static final double[] BEST = {1, 0};

  private static double[] at(double cosine) {
    return new double[] {cosine, Math.sqrt(1 - cosine * cosine)};
  }

  @ParameterizedTest
  @CsvSource({"1, 1, -0.0193548387", "1, -1, -0.3777777778", "1.1, -1, -0.3272727273"})
  void weightedMeansOfStepsAreGolden(double offset, int sign, double utility) {
    var weights =
        new StepWeights(offset, sign, "\n")
            .weights(
                List.of(new double[][] {BEST, BEST}, new double[][] {at(0.8), at(0.3)}),
                List.of(new int[] {0, 1}, new int[] {0, 1}),
                0)
            .get(1);
    assertThat(weights[0] * 0.4 + weights[1] * -0.6).isCloseTo(utility, within(1e-10));
  }

  @Test
  void equalLikenessGivesThePlainMeanOverStepsAndEveryTrajectorySumsToOne() {
    var weights =
        StepWeights.defaults()
            .weights(
                List.of(new double[][] {BEST, BEST, BEST, BEST}, new double[][] {BEST, BEST, BEST}),
                List.of(new int[] {0, 0, 0, 1}, new int[] {0, 1, 2}),
                0);
    assertThat(weights.get(0))
        .containsExactly(new double[] {1 / 6., 1 / 6., 1 / 6., 0.5}, within(1e-12));
    assertThat(weights.get(1))
        .as("steps beyond the shortest trajectory's count as its last")
        .containsExactly(new double[] {0.5, 0.25, 0.25}, within(1e-12));
  }

  @Test
  void scalingAllWeightsOfATrajectoryChangesNothing() {
    int[] steps = {0, 0, 1};
    assertThat(StepWeights.tokens(new double[] {3, 6}, steps))
        .containsExactly(StepWeights.tokens(new double[] {1, 2}, steps), within(1e-15));
  }
}
