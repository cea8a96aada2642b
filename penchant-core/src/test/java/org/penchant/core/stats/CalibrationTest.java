package org.penchant.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

class CalibrationTest {
  static Stream<GoldenCase> goldens() {
    return Golden.read(CalibrationTest.class, "calibration.json").cases().stream();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void errorsAreTheGoldenOnes(GoldenCase golden) {
    double[] p = golden.inputs().numbers("p");
    double[] said = golden.inputs().numbers("y");
    boolean[] y = new boolean[said.length];
    for (int i = 0; i < y.length; i++) y[i] = said[i] == 1;
    int bins = golden.inputs().integer("bins");
    golden.check("ece", Calibration.expectedCalibrationError(p, y, bins));
    if (!golden.expected().has("ace")) return;
    golden.check("ace", Calibration.averageCalibrationError(p, y, bins));
    golden.check("mce", Calibration.maximumCalibrationError(p, y, bins));
  }

  private record Sample(double[] p, boolean[] y) {}

  private static Sample calibrated(int n, long seed) {
    var random = new Seeds(seed).stream("calibrated");
    double[] p = random.doubles(n).toArray();
    boolean[] y = new boolean[n];
    for (int i = 0; i < n; i++) y[i] = random.nextDouble() < p[i];
    return new Sample(p, y);
  }

  @Test
  void theErrorOfACalibratedModelFallsWithTheNumberOfPairs() {
    for (int n : new int[] {500, 5000, 50_000}) {
      double sum = 0;
      for (int seed = 0; seed < 20; seed++) {
        var sample = calibrated(n, seed);
        sum += Calibration.expectedCalibrationError(sample.p(), sample.y(), 10) / 20;
      }
      assertThat(sum).isCloseTo(0.32 * Math.sqrt(10.0 / n), within(0.05 * Math.sqrt(10.0 / n)));
    }
  }

  @Test
  void bothOrdersAreSymmetricAndLessNoisy() {
    double one = 0;
    double both = 0;
    for (int seed = 0; seed < 100; seed++) {
      var sample = calibrated(500, seed);
      var all = Calibration.bothOrders(sample.p(), sample.y());
      one += Calibration.expectedCalibrationError(sample.p(), sample.y(), 10);
      both += Calibration.expectedCalibrationError(all.predicted(), all.happened(), 10);
      if (seed > 0) continue;
      var curve = Calibration.reliability(all.predicted(), all.happened(), 10);
      for (int b = 0; b < 10; b++) {
        var here = curve.get(b);
        var there = curve.get(9 - b);
        assertThat(here.count()).isEqualTo(there.count());
        assertThat(here.observed()).isCloseTo(1 - there.observed(), within(1e-12));
        assertThat(here.meanPredicted()).isCloseTo(1 - there.meanPredicted(), within(1e-12));
      }
    }
    assertThat(one / both).isCloseTo(Math.sqrt(2), within(0.1));
  }

  @Test
  void certaintyFallsInTheLastBinAndNaNIsRefused() {
    var bins = Calibration.reliability(new double[] {1, 0}, new boolean[] {true, false}, 5);
    assertThat(bins.getLast().count()).isEqualTo(1);
    assertThatThrownBy(() ->
            Calibration.maximumCalibrationError(new double[] {Double.NaN}, new boolean[] {true}, 5))
        .hasMessageContaining("NaN");
  }

  @Test
  void aReportSaysWhatItDependsOn() {
    var sample = calibrated(400, 1);
    var bootstrap = Bootstrap.defaults().withResamples(200);
    var report =
        CalibrationReport.of(
            sample.p(), sample.y(), 10, true, bootstrap, new Seeds(0).stream("bootstrap"));
    var all = Calibration.bothOrders(sample.p(), sample.y());
    assertThat(report.expected().estimate())
        .isEqualTo(Calibration.expectedCalibrationError(all.predicted(), all.happened(), 10));
    assertThat(report.accuracy()).isBetween(0.7, 0.8);
    assertThat(report.text()).contains("10 bins, 400 pairs in both orders");
  }
}
