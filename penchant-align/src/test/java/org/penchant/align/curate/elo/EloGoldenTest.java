package org.penchant.align.curate.elo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.align.curate.elo.OffsetFit.Pairing;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;
import org.penchant.testkit.seed.RandomCase;

/** The golden numbers and identities of specification 002. */
class EloGoldenTest {
  /** Three times 0.7 have a mean of 0.6999999999999998. */
  @Test
  void equalScoresHaveNoDeviation() {
    double[] same = {0.7, 0.7, 0.7};
    assertThat(OffsetFit.pooledDeviation(same, new double[] {0.1, 0.1, 0.1})).isZero();
  }

  static List<GoldenCase> goldens() {
    return Golden.read(EloGoldenTest.class, "/golden/curate/002-charm.json").cases();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenNumbers(GoldenCase golden) {
    var in = golden.inputs();
    if (in.has("first")) {
      var fit = new OffsetFit(in.flag("all") ? Pairing.ALL_PAIRS : Pairing.PAIRED, 0.1);
      golden.check(
          "offset", fit.between(in.numbers("first"), in.numbers("second"), in.number("rate")));
      return;
    }
    double rate = EloWin.rate(in.number("rating"), in.number("other"));
    if (golden.expected().has("rate")) golden.check("rate", rate);
    if (in.has("won")) golden.check("mismatch", Mismatch.of(in.number("won"), rate));
  }

  private static double[] scores(RandomGenerator random) {
    return random.doubles(40, -2, 2).toArray();
  }

  @Test
  void mismatchIsAntisymmetricWithoutTiesAndZeroWhereWinsAreExpected() {
    RandomCase.run(
        20,
        random -> {
          double[] a = scores(random);
          double[] b = scores(random);
          assertThat(Mismatch.of(a, b, 1100, 1180))
              .isCloseTo(-Mismatch.of(b, a, 1180, 1100), within(1e-12));
        });
    assertThat(Mismatch.of(0.3, 0.3)).isZero();
    assertThat(Mismatch.strictWins(new double[] {1, 2}, new double[] {1, 1})).isEqualTo(0.5);
    assertThat(Mismatch.strictWins(new double[] {1, 1}, new double[] {1, 2})).isZero();
  }

  @Test
  void theFitHitsItsTargetAndFollowsShiftsAndScales() {
    RandomCase.run(
        20,
        random -> {
          double[] a = scores(random);
          double[] b = scores(random);
          double rate = 0.05 + 0.9 * random.nextDouble();
          for (var pairing : Pairing.values()) {
            var fit = new OffsetFit(pairing, 0.1);
            double delta = fit.between(a, b, rate);
            assertThat(fit.wins(a, b, delta)).isCloseTo(rate, within(1e-6));
            assertThat(fit.between(moved(a, 3, 1), moved(b, 3, 1), rate))
                .isCloseTo(delta, within(1e-9));
            assertThat(new OffsetFit(pairing, 0.5).between(moved(a, 0, 5), moved(b, 0, 5), rate))
                .isCloseTo(5 * delta, within(1e-9));
            assertThat(fit.between(moved(a, 40, 1), b, rate)).isCloseTo(delta - 40, within(1e-9));
          }
        });
  }

  @Test
  void twoModelsFittedAsManyAreFittedAsTwo() {
    RandomCase.run(
        10,
        random -> {
          double[][] scores = {moved(scores(random), 6, 1), scores(random)};
          double rate = 0.2 + 0.6 * random.nextDouble();
          var fit = OffsetFit.defaults();
          var many = fit.of(scores, new double[][] {{0.5, rate}, {1 - rate, 0.5}});
          assertThat(many.deltas()[0] - many.deltas()[1])
              .isCloseTo(fit.between(scores[0], scores[1], rate), within(1e-6));
          assertThat(many.residual()).isLessThan(1e-7);
        });
  }

  @Test
  void manyModelsAreBroughtToAdditiveRatings() {
    var random = RandomCase.random();
    double[][] scores = new double[5][];
    double[] ratings = {1000, 1100, 1040, 1200, 1150};
    double[][] expected = new double[5][5];
    for (int i = 0; i < 5; i++) {
      scores[i] = moved(random.doubles(400, -2, 2).toArray(), 3 * i, 1);
      for (int j = 0; j < 5; j++) expected[i][j] = EloWin.rate(ratings[i], ratings[j]);
    }
    var fitted = OffsetFit.defaults().of(scores, expected);
    assertThat(fitted.residual()).isLessThan(0.03);
    assertThat(Arrays.stream(fitted.deltas()).sum()).isCloseTo(0, within(1e-9));
    // No neighbour is better.
    for (int i = 0; i < 5; i++)
      for (double by : new double[] {-0.02, 0.02}) {
        double[] other = fitted.deltas().clone();
        other[i] += by;
        assertThat(mean(scores, expected, other)).isGreaterThan(fitted.residual());
      }
  }

  private static double mean(double[][] scores, double[][] expected, double[] deltas) {
    double sum = 0;
    for (int i = 0; i < 5; i++)
      for (int j = i + 1; j < 5; j++) {
        double w = OffsetFit.defaults().wins(scores[i], scores[j], deltas[i] - deltas[j]);
        sum += Math.pow(w - expected[i][j], 2);
      }
    return Math.sqrt(sum / 10);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> OffsetFit.defaults().between(new double[1], new double[2], 0.5))
        .hasMessageContaining("same");
    assertThatThrownBy(() -> new OffsetFit(Pairing.PAIRED, 0)).hasMessageContaining("temperature");
    assertThat(EloWin.clipped(0, 2000)).isEqualTo(0.01);
  }

  private static double[] moved(double[] scores, double by, double times) {
    return Arrays.stream(scores).map(s -> times * s + by).toArray();
  }
}
