package org.penchant.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.parts.Codec;
import org.penchant.core.random.Seeds;

class CalibratorTest {
  /** Three times 0.7 have a mean of 0.6999999999999998. */
  @Test
  void equalScoresCannotBeCalibrated() {
    assertThatThrownBy(
            () -> Calibrators.platt(new double[] {.7, .7, .7}, new boolean[] {true, false, true}))
        .hasMessageContaining("all scores are equal");
  }

  /** Margins of size 1, three of four right: sigmoid(1 / T) = 3/4, T = 1 / ln 3. */
  @Test
  void temperatureByHand() {
    double[] margins = {1, -1, 1, 1};
    boolean[] happened = {true, false, true, false};
    var fitted = Calibrators.temperature(margins, happened);
    assertThat(fitted.temperature()).isCloseTo(1 / Math.log(3), within(1e-12));
    assertThat(fitted.probability(1)).isCloseTo(0.75, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.3, 1, 2.5, 1e6})
  void temperatureIsFoundAndScalesWithTheMargins(double temperature) {
    var data = Data.draw(20_000, 1, 0);
    double[] scaled = Arrays.stream(data.margins()).map(m -> temperature * m).toArray();
    double one = Calibrators.temperature(data.margins(), data.happened()).temperature();
    assertThat(one).isCloseTo(1, within(0.05));
    assertThat(Calibrators.temperature(scaled, data.happened()).temperature())
        .isCloseTo(one * temperature, within(1e-9 * temperature));
  }

  /** The order of a pair is arbitrary; labels may all be true. */
  @Test
  void pairsMayBeTurnedRound() {
    var data = Data.draw(500, 1, 0);
    double[] turned = data.margins().clone();
    boolean[] all = new boolean[turned.length];
    Arrays.fill(all, true);
    for (int i = 0; i < turned.length; i++) if (!data.happened()[i]) turned[i] = -turned[i];
    assertThat(Calibrators.temperature(turned, all))
        .isEqualTo(Calibrators.temperature(data.margins(), data.happened()));
    assertThat(Calibrators.isotonicOfPairs(turned, all))
        .isEqualTo(Calibrators.isotonicOfPairs(data.margins(), data.happened()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.2, 1, 80, 1e4})
  void bothOrdersOfAPairSumToOne(double margin) {
    var data = Data.draw(300, 1, 0);
    for (Calibrator c :
        List.of(
            Calibrators.temperature(data.margins(), data.happened()),
            Calibrators.isotonicOfPairs(data.margins(), data.happened())))
      assertThat(c.probability(margin) + c.probability(-margin)).isCloseTo(1, within(1e-15));
  }

  /** Where the log-loss is least its derivative vanishes. */
  @Test
  void plattIsStationaryAndFindsTheTruth() {
    var data = Data.draw(20_000, 2, -0.7);
    var fitted = Calibrators.platt(data.margins(), data.happened());
    assertThat(fitted.slope()).isCloseTo(2, within(0.1));
    assertThat(fitted.bias()).isCloseTo(-0.7, within(0.1));
    double slope = 0;
    double bias = 0;
    for (int i = 0; i < data.margins().length; i++) {
      double miss = fitted.probability(data.margins()[i]) - (data.happened()[i] ? 1 : 0);
      slope += miss * data.margins()[i];
      bias += miss;
    }
    assertThat(slope).isCloseTo(0, within(1e-8));
    assertThat(bias).isCloseTo(0, within(1e-8));
  }

  /** Violators are pooled into their mean: 1, 3, 2, 4 becomes 1, 2.5, 2.5, 4. */
  @Test
  void isotonicByHand() {
    var blocks = Isotonics.fit(new double[] {10, 20, 30, 40}, new double[] {1, 3, 2, 4});
    assertThat(blocks)
        .containsExactly(
            new Isotonics.Block(10, 10, 1, 1),
            new Isotonics.Block(20, 30, 2.5, 2),
            new Isotonics.Block(40, 40, 4, 1));
    assertThat(Isotonics.fit(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
        .containsExactly(new Isotonics.Block(1, 3, 2, 3));
    assertThat(Isotonics.fit(new double[] {5, 5, 1}, new double[] {0, 1, 0}))
        .containsExactly(new Isotonics.Block(1, 1, 0, 1), new Isotonics.Block(5, 5, 0.5, 2));
  }

  /** The mean of a block is kept, and only the order of scores counts for the blocks. */
  @Test
  void isotonicKeepsTheMeanAndIgnoresRisingTransformations() {
    var data = Data.draw(400, 1, 0.3);
    double[] y = new double[400];
    Arrays.setAll(y, i -> data.happened()[i] ? 1 : 0);
    double[] cubes = Arrays.stream(data.margins()).map(m -> m * m * m).toArray();
    var plain = Isotonics.fit(data.margins(), y);
    var cubed = Isotonics.fit(cubes, y);
    assertThat(cubed.stream().map(Isotonics.Block::mean))
        .isEqualTo(plain.stream().map(Isotonics.Block::mean).toList());
    assertThat(plain.stream().mapToDouble(b -> b.mean() * b.count()).sum())
        .isCloseTo(Arrays.stream(y).sum(), within(1e-9));
  }

  @Test
  void isotonicRisesAndStaysOffZeroAndOne() {
    var data = Data.draw(300, 3, 0);
    for (var c :
        List.of(
            Calibrators.isotonic(data.margins(), data.happened()),
            Calibrators.isotonicOfPairs(data.margins(), data.happened()))) {
      double before = 0;
      for (double m = -6; m <= 6; m += 0.01) {
        double p = c.probability(m);
        assertThat(p).isBetween(Math.max(before, 1e-3), 1 - 1e-3);
        before = p;
      }
    }
  }

  @Test
  void whatCannotBeCalibratedIsRefused() {
    double[] rising = {-1, -0.5, 0.5, 1};
    boolean[] all = {true, true, true, true};
    boolean[] half = {false, false, true, true};
    assertThatThrownBy(() -> Calibrators.platt(rising, all)).hasMessageContaining("calibrated as");
    assertThatThrownBy(() -> Calibrators.isotonic(rising, all)).hasMessageContaining("all 4");
    assertThatThrownBy(() -> Calibrators.platt(rising, half)).hasMessageContaining("separates");
    assertThatThrownBy(() -> Calibrators.temperature(rising, half)).hasMessageContaining("to 0");
    assertThatThrownBy(() -> Calibrators.temperature(rising, all)).hasMessageContaining("turned");
    assertThatThrownBy(() -> Calibrators.temperature(new double[4], half))
        .hasMessageContaining("turned");
    assertThatThrownBy(() -> Calibrators.temperature(new double[] {Double.NaN}, new boolean[1]))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Calibrators.platt(new double[2], new boolean[3]))
        .hasMessageContaining("2 scores for 3");
    var falling = new boolean[] {true, true, false, true};
    assertThatThrownBy(() -> Calibrators.platt(rising, falling)).hasMessageContaining("turned");
  }

  @Test
  void calibratorsAreData() {
    var data = Data.draw(50, 1, 0);
    for (Calibrator c :
        List.of(
            Calibrators.temperature(data.margins(), data.happened()),
            Calibrators.platt(data.margins(), data.happened()),
            Calibrators.isotonicOfPairs(data.margins(), data.happened())))
      assertThat(Codec.read(Codec.write(c), Calibrator.class)).isEqualTo(c);
    assertThat(Codec.names(Calibrator.class)).containsExactly("isotonic", "platt", "temperature");
  }

  /** Margins N(0, 1) with outcomes of probability sigmoid(slope m + bias). */
  private record Data(double[] margins, boolean[] happened) {
    static Data draw(int n, double slope, double bias) {
      var random = new Seeds(3).stream("margins");
      double[] margins = new double[n];
      boolean[] happened = new boolean[n];
      for (int i = 0; i < n; i++) {
        margins[i] = random.nextGaussian();
        happened[i] = random.nextDouble() < Logistic.sigmoid(slope * margins[i] + bias);
      }
      return new Data(margins, happened);
    }
  }
}
