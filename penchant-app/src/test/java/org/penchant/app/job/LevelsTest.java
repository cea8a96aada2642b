package org.penchant.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.penchant.app.job.MethodResult.Point;

/** Where methods are compared, and what stands there. */
class LevelsTest {
  private static Point point(long step, double accuracy, double margin, double kl) {
    return new Point(step, accuracy, margin, 0.5, -margin, -2 * margin, kl, 1 - margin);
  }

  private static MethodResult result(Point... points) {
    return new MethodResult("m", "", "", "", 8, 4, List.of(points), List.of(1.0, 3.0, 2.0), 60, 9);
  }

  private static final MethodResult SLOW =
      result(point(0, 0, 0, 0), point(2, 0.5, 1, 0.1), point(4, 0.7, 2, 0.2));
  private static final MethodResult FAST =
      result(point(0, 0, 0, 0), point(2, 0.6, 4, 0.5), point(4, 0.9, 3, 0.4));
  private static final MethodResult BACKWARD = result(point(0, 0, 0, 0), point(4, 0.2, -1, 0.3));

  @Test
  void theLevelIsTheSmallestThatAMethodEndsWith() {
    var levels = levels(SLOW, FAST, BACKWARD);
    assertThat(levels.kl()).hasValue(0.2);
    assertThat(levels.margin()).hasValue(2);
    assertThat(Levels.of(OptionalDouble.of(0.3), OptionalDouble.of(1), List.of(SLOW)))
        .isEqualTo(new Levels(OptionalDouble.of(0.3), OptionalDouble.of(1)));
  }

  @Test
  void betweenMeasurementsEverythingIsInterpolated() {
    var at = levels(SLOW, FAST).atKl(FAST).orElseThrow();
    assertThat(at.kl()).isCloseTo(0.2, within(1e-12));
    assertThat(at.accuracy()).isCloseTo(0.24, within(1e-12));
    assertThat(at.margin()).isCloseTo(1.6, within(1e-12));
    assertThat(at.chosen()).isCloseTo(-1.6, within(1e-12));
    assertThat(at.step()).isEqualTo(1);
    assertThat(levels(SLOW, FAST).atMargin(FAST).orElseThrow().kl()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void theEndOfTheSlowestIsItsLastMeasurement() {
    assertThat(levels(SLOW, FAST).atKl(SLOW)).contains(SLOW.last());
  }

  @Test
  void whatIsNeverReachedIsEmpty() {
    assertThat(levels(SLOW, FAST).atMargin(BACKWARD)).isEmpty();
    assertThat(new Levels(OptionalDouble.of(7), OptionalDouble.empty()).atKl(SLOW)).isEmpty();
    assertThat(levels(result(point(0, 0, 0, 0))).atKl(SLOW)).isEmpty();
  }

  @Test
  void theFirstTimeCounts() {
    var there =
        result(point(0, 0, 0, 0), point(1, 0.5, 3, 1), point(2, 0.6, 1, 0), point(3, 1, 4, 2));
    var levels = new Levels(OptionalDouble.of(1), OptionalDouble.of(3));
    assertThat(levels.atKl(there).orElseThrow().step()).isEqualTo(1);
    assertThat(levels.atMargin(there).orElseThrow().step()).isEqualTo(1);
  }

  @Test
  void aMeasurementThatIsNoNumberIsPassedOver() {
    var gap = result(point(0, 0, 0, 0), point(1, 0.5, 3, Double.NaN), point(2, 0.5, 3, 2));
    assertThat(new Levels(OptionalDouble.of(1), OptionalDouble.empty()).atKl(gap))
        .hasValueSatisfying(at -> assertThat(at.step()).isEqualTo(1));
  }

  @Test
  void speedIsOfTheMedianStep() {
    assertThat(SLOW.tokensPerSecond()).isEqualTo(30);
  }

  private static Levels levels(MethodResult... results) {
    return Levels.of(OptionalDouble.empty(), OptionalDouble.empty(), List.of(results));
  }
}
