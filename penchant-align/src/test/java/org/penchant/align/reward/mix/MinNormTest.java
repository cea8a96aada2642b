package org.penchant.align.reward.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.reward.mix.SourceWeights.LeastNorm;
import org.penchant.align.reward.mix.SourceWeights.Normalisation;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

class MinNormTest {
  private static final MinNorm EXACT = new MinNorm.Exact();

  static Stream<GoldenCase> goldens() {
    return Golden.read(MinNormTest.class, "/golden/reward/054-more.json").cases().stream();
  }

  private static double[] direction(double[][] g, double[] weights) {
    double[] out = new double[g[0].length];
    for (int t = 0; t < g.length; t++)
      for (int j = 0; j < out.length; j++) out[j] += weights[t] * g[t][j];
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void twoTasksAreTheGoldenOnes(GoldenCase golden) {
    double[][] g = golden.inputs().rows("gradients");
    double[] weights = EXACT.weights(MinNorm.gram(g));
    double[] direction = direction(g, weights);
    golden.check("weights", weights);
    golden.check("direction", direction);
    golden.check("inner", Arrays.stream(g).mapToDouble(t -> dot(t, direction)).toArray());
    double[] walked = MinNorm.FrankWolfe.defaults().weights(MinNorm.gram(g));
    assertThat(walked).containsExactly(weights, within(1e-9));
  }

  private static double[][] drawn(int tasks, int d, long seed) {
    var random = new Seeds(seed).stream("gradients");
    var g = new double[tasks][d];
    double[] common = new double[d];
    Arrays.setAll(common, _ -> random.nextGaussian());
    for (double[] row : g)
      Arrays.setAll(row, j -> 0.5 * common[j] + random.nextGaussian() * (1 + seed % 3));
    return g;
  }

  @Test
  void exactWeightsAreOptimalAndFrankWolfeComesNear() {
    for (int seed = 0; seed < 60; seed++) {
      double[][] g = drawn(1 + seed % 8, 1 + seed % 5, seed);
      var gram = MinNorm.gram(g);
      double[] weights = EXACT.weights(gram);
      assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
      assertThat(Arrays.stream(weights).min().orElseThrow()).isNotNegative();
      assertThat(MinNorm.residual(gram, weights)).as("seed %d", seed).isLessThan(1e-9);
      double[] direction = direction(g, weights);
      for (int t = 0; t < g.length; t++)
        if (weights[t] > 1e-6)
          assertThat(dot(g[t], direction)).isCloseTo(dot(direction, direction), within(1e-9));
      double[] walked = new MinNorm.FrankWolfe(0, 20_000).weights(gram);
      double[] other = direction(g, walked);
      assertThat(dot(other, other)).isCloseTo(dot(direction, direction), within(2e-3));
    }
  }

  @Test
  void edgesHaveValidWeights() {
    double[][] same = {{1, 2}, {1, 2}, {1, 2}};
    assertThat(Arrays.stream(EXACT.weights(MinNorm.gram(same))).sum()).isCloseTo(1, within(1e-12));
    assertThat(EXACT.weights(MinNorm.gram(new double[][] {{3, 4}, {3, 4}})))
        .containsExactly(0.5, 0.5);
    double[][] opposite = {{1, 2}, {-3, -6}, {5, 0}};
    double[] weights = EXACT.weights(MinNorm.gram(opposite));
    assertThat(direction(opposite, weights)).containsExactly(new double[2], within(1e-9));
    assertThat(EXACT.weights(MinNorm.gram(new double[][] {{1, 2}}))).containsExactly(1);
    assertThat(new MinNorm.FrankWolfe(0, 10).weights(MinNorm.gram(new double[][] {{1, 2}})))
        .containsExactly(1);
    assertThatThrownBy(() -> EXACT.weights(new double[9][9])).hasMessageContaining("frank-wolfe");
    assertThatThrownBy(() -> EXACT.weights(new double[][] {{Double.NaN}}))
        .hasMessageContaining("not finite");
  }

  @Test
  void scaleCountsWithoutNormalisationAlone() {
    double[][] g = {{1, 0}, {0, 2}};
    double[][] scaled = {{10, 0}, {0, 2}};
    double[] losses = {0.6, 0.7};
    var none = LeastNorm.defaults().withNormalisation(Normalisation.NONE).withFreshness(1);
    var l2 = LeastNorm.defaults();
    assertThat(none.mixer().weights(g, losses))
        .containsExactly(new double[] {0.8, 0.2}, within(1e-12));
    assertThat(none.mixer().weights(scaled, losses)[0]).isLessThan(0.1);
    assertThat(l2.mixer().weights(g, losses))
        .containsExactly(new double[] {0.5, 0.5}, within(1e-12));
    assertThat(l2.mixer().weights(scaled, losses))
        .containsExactly(new double[] {0.5, 0.5}, within(1e-12));
    // (L + 1) / sum is 1.6 / 3.3 and 1.7 / 3.3: gradients of lengths 3.3 / 1.6 and 6.6 / 1.7.
    double one = 3.3 / 1.6;
    double two = 6.6 / 1.7;
    assertThat(none.withNormalisation(Normalisation.LOSS).mixer().weights(g, losses)[0])
        .isCloseTo(two * two / (one * one + two * two), within(1e-12));
    double three = 1 / 0.6;
    double four = 1 / 0.7;
    assertThat(none.withNormalisation(Normalisation.LOSS_PLUS).mixer().weights(g, losses)[0])
        .isCloseTo(four * four / (three * three + four * four), within(1e-12));
    assertThat(l2.mixer().weights(new double[][] {{0, 0}, {1, 0}}, losses)).containsExactly(1, 0);
  }

  @Test
  void memoryIsKeptAndTakenUpAgain() {
    var how = LeastNorm.defaults().withFreshness(0.1).withNormalisation(Normalisation.NONE);
    var mixer = how.mixer();
    mixer.weights(drawn(3, 4, 1), new double[3]);
    double[][] saved = mixer.memory();
    assertThat(saved[0][0]).isCloseTo(0.1 * drawn(3, 4, 1)[0][0], within(1e-15));
    assertThat(how.mixer().resume(saved).weights(drawn(3, 4, 2), new double[3]))
        .isEqualTo(mixer.weights(drawn(3, 4, 2), new double[3]));
    assertThat(new SourceWeights.Equal().mixer().weights(drawn(4, 2, 1), new double[4]))
        .containsOnly(0.25);
    assertThatThrownBy(() -> how.mixer().weights(drawn(3, 4, 1), new double[2]))
        .hasMessageContaining("3 gradients with 2 losses");
  }

  @Test
  void theHeadsGradientIsSlopesTimesFeatures() {
    double[][] phi = {{1, 2}, {3, -1}};
    double d = 0.4;
    double slope = -1 / (1 + Math.exp(d));
    var pair = HeadGradient.of(0.5, new double[] {slope, -slope}, phi, 1);
    assertThat(pair.gradient()).containsExactly(slope * (1 - 3), slope * (2 + 1));
    var two = HeadGradient.of(1.5, new double[] {1, 2, 3, 4}, phi, 2);
    assertThat(two.gradient()).containsExactly(1 + 9, 2 - 3, 2 + 12, 4 - 4);
    var mean = HeadGradient.mean(List.of(two, new HeadGradient(0.5, new double[4])));
    assertThat(mean.loss()).isEqualTo(1);
    assertThat(mean.gradient()).containsExactly(5, -0.5, 7, 0);
    assertThatThrownBy(() -> HeadGradient.of(1, new double[3], phi, 2))
        .hasMessageContaining("3 slopes");
  }

  @Test
  void batchesHoldEqualSharesOfEverySource() {
    var batches = new MultiSource(new int[] {4, 40}, 3, new Seeds(0).stream("rows"));
    int[] seen = new int[4];
    for (int b = 0; b < 4; b++) {
      int[][] batch = batches.next();
      assertThat(batch).hasDimensions(2, 3);
      for (int row : batch[0]) seen[row]++;
    }
    assertThat(seen).as("every row once an epoch").containsOnly(3);
    assertThat(batches.epochs(0)).isEqualTo(3);
    assertThat(batches.epochs(1)).isEqualTo(0.3);
    assertThatThrownBy(() -> new MultiSource(new int[] {4, 0}, 3, new Seeds(0).stream("r")))
        .hasMessageContaining("0 rows");
  }
}
