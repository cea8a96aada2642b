package org.penchant.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.testkit.seed.Edges;
import org.penchant.testkit.seed.RandomCase;

/** Hand-computed values, identities, and every short algorithm against its slow definition. */
class StatsTest {
  @Test
  void momentsByHand() {
    double[] x = {2, 4, 4, 4, 5, 5, 7, 9};
    assertThat(Moments.mean(x)).isEqualTo(5);
    assertThat(Moments.variance(x)).isCloseTo(32.0 / 7, within(1e-15));
    assertThat(Moments.standardError(x)).isCloseTo(Math.sqrt(32.0 / 56), within(1e-15));
  }

  @Test
  void meanCompensatesRounding() {
    double[] tenths = new double[10];
    Arrays.fill(tenths, 0.1);
    assertThat(Moments.mean(tenths)).isEqualTo(0.1);
  }

  @Test
  void quantilesInterpolateOrderStatistics() {
    double[] x = {4, 1, 3, 2};
    assertThat(Quantiles.quantiles(x, 0, 0.25, 0.5, 1)).containsExactly(1, 1.75, 2.5, 4);
    assertThat(Quantiles.median(new double[] {7})).isEqualTo(7);
    assertThat(Quantiles.median(new double[] {1, Double.POSITIVE_INFINITY, 2})).isEqualTo(2);
  }

  @Test
  void tWithoutSpread() {
    var same = TTest.paired(new double[] {1, 2}, new double[] {1, 2});
    assertThat(same.t()).isZero();
    assertThat(same.p()).isEqualTo(1);
    var shifted = TTest.paired(new double[] {2, 3}, new double[] {1, 2});
    assertThat(shifted.t()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(shifted.p()).isZero();
  }

  @Test
  void tIntervalExcludesZeroExactlyWhenSignificant() {
    RandomCase.run(
        100,
        r -> {
          double[] x = r.doubles(5, -1, 2).toArray();
          var test = TTest.oneSample(x, 0);
          assertThat(test.interval(0.95).contains(0)).isEqualTo(test.p() > 0.05);
        });
  }

  @Test
  void wilsonStaysInTheUnitIntervalAndHoldsTheEstimate() {
    RandomCase.run(
        200,
        r -> {
          int n = Edges.length(r, 500);
          var interval = Proportions.wilson(r.nextInt(n + 1), n, 0.95);
          assertThat(interval.low()).isBetween(0.0, interval.estimate());
          assertThat(interval.high()).isBetween(interval.estimate(), 1.0);
        });
  }

  @Test
  void bootstrapCoversAndRepeats() {
    double[] x = new SplittableRandom(3).doubles(200).toArray();
    var one = Bootstrap.defaults().mean(x, new SplittableRandom(5));
    assertThat(one).isEqualTo(Bootstrap.defaults().mean(x, new SplittableRandom(5)));
    assertThat(one.estimate()).isCloseTo(Moments.mean(x), within(1e-12));
    double half = 1.96 * Moments.standardError(x);
    assertThat(one.low()).isCloseTo(one.estimate() - half, within(half / 4));
    assertThat(one.high()).isCloseTo(one.estimate() + half, within(half / 4));
    assertThat(Bootstrap.defaults().mean(new double[] {4}, new SplittableRandom(5)).width())
        .isZero();
  }

  @Test
  void kendallEqualsItsDefinition() {
    RandomCase.run(
        200,
        r -> {
          int n = r.nextInt(2, 40);
          double[] x = Edges.scores(r, n);
          double[] y = Edges.scores(r, n);
          assertThat(Correlation.kendallTauB(x, y)).isCloseTo(slowKendall(x, y), within(1e-12));
          assertThat(Correlation.kendallTauB(y, x)).isCloseTo(slowKendall(x, y), within(1e-12));
        });
  }

  private static double slowKendall(double[] x, double[] y) {
    double both = 0;
    double inX = 0;
    double inY = 0;
    for (int i = 0; i < x.length; i++)
      for (int j = 0; j < i; j++) {
        both += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
        inX += Math.abs(Math.signum(x[i] - x[j]));
        inY += Math.abs(Math.signum(y[i] - y[j]));
      }
    return inX == 0 || inY == 0 ? Double.NaN : both / Math.sqrt(inX * inY);
  }

  @Test
  void ranksShareTies() {
    assertThat(Correlation.ranks(new double[] {3, 1, 3, -0.0, 0.0}))
        .containsExactly(4.5, 3, 4.5, 1.5, 1.5);
  }

  @Test
  void calibrationByHand() {
    double[] p = {0.1, 0.3, 0.8, 1, 0.5};
    boolean[] y = {false, true, true, true, false};
    assertThat(Calibration.brier(p, y))
        .isCloseTo((0.01 + 0.49 + 0.04 + 0 + 0.25) / 5, within(1e-15));
    // Two bins: {.1, .3} observed 1/2 mean .2; {.8, 1, .5} observed 2/3 mean 2.3/3.
    assertThat(Calibration.expectedCalibrationError(p, y, 2))
        .isCloseTo(0.4 * 0.3 + 0.6 * 0.1, within(1e-15));
    var bins = Calibration.reliability(p, y, 4);
    assertThat(bins).extracting(Calibration.Bin::count).containsExactly(1, 1, 1, 2);
    assertThat(Calibration.reliability(p, y, 50).get(30).observed()).isNaN();
  }

  @Test
  void aucByHandAndByDefinition() {
    assertThat(Scores.auc(new double[] {.8, .4}, new double[] {.6, .4, .1})).isEqualTo(0.75);
    RandomCase.run(
        100,
        r -> {
          double[] p = Edges.scores(r, r.nextInt(1, 20));
          double[] n = Edges.scores(r, r.nextInt(1, 20));
          double wins = 0;
          for (double a : p) for (double b : n) wins += a > b ? 1 : a == b ? 0.5 : 0;
          assertThat(Scores.auc(p, n)).isCloseTo(wins / (p.length * n.length), within(1e-12));
        });
  }

  @Test
  void expectedMaxIsTheMeanOverSubsets() {
    assertThat(Scores.expectedMax(new double[] {3, 1, 4, 2}, 2)).isCloseTo(20.0 / 6, within(1e-15));
    RandomCase.run(
        50,
        r -> {
          double[] x = Edges.scores(r, r.nextInt(1, 9));
          int n = Edges.length(r, x.length);
          double[] best =
              IntStream.range(0, 1 << x.length)
                  .filter(mask -> Integer.bitCount(mask) == n)
                  .mapToDouble(mask ->
                      IntStream.range(0, x.length)
                          .filter(i -> (mask >> i & 1) == 1)
                          .mapToDouble(i -> x[i])
                          .max()
                          .orElseThrow())
                  .toArray();
          assertThat(Scores.expectedMax(x, n)).isCloseTo(Moments.mean(best), within(1e-12));
        });
    double[] many = IntStream.range(0, 100_000).mapToDouble(i -> i).toArray();
    assertThat(Scores.expectedMax(many, 50_000)).isFinite().isBetween(99_990.0, 99_999.0);
  }

  @Test
  void effectiveSampleSizeByHandAndAtTheEdges() {
    assertThat(Scores.effectiveSampleSize(new double[] {1, 1, 2}))
        .isCloseTo(16.0 / 6, within(1e-14));
    assertThat(Scores.effectiveSampleSize(new double[] {1e300, 1e300})).isEqualTo(2);
    assertThat(Scores.effectiveSampleSize(new double[] {1e-300, 0})).isEqualTo(1);
  }

  @Test
  void refusesWhatHasNoAnswer() {
    double[] none = {};
    double[] nan = {1, Double.NaN};
    assertThatThrownBy(() -> Moments.mean(none)).hasMessageContaining("needs at least 1");
    assertThatThrownBy(() -> Moments.mean(nan)).hasMessageContaining("x[1] = NaN");
    assertThatThrownBy(() -> Moments.sd(new double[] {1})).hasMessageContaining("at least 2");
    assertThatThrownBy(() -> Correlation.spearman(nan, nan)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> TTest.paired(none, nan)).hasMessageContaining("do not pair");
    assertThatThrownBy(() -> Proportions.wilson(3, 2, 0.95)).hasMessageContaining("[0, 2]");
    assertThatThrownBy(() -> Proportions.wilson(0, 0, 0.95)).hasMessageContaining("trials = 0");
    assertThatThrownBy(() -> Scores.expectedMax(new double[] {1}, 2))
        .hasMessageContaining("[1, 1]");
    assertThatThrownBy(() -> Scores.effectiveSampleSize(new double[2])).hasMessageContaining("0");
    assertThatThrownBy(() -> Calibration.brier(new double[] {1.5}, new boolean[1]))
        .hasMessageContaining("predicted[0] = 1.5");
    assertThat(Correlation.pearson(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    assertThat(Arrays.stream(Correlation.ranks(none)).sum()).isZero();
  }
}
