package org.penchant.align.reward.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penchant.align.reward.shape.Shaping.Running;
import org.penchant.core.io.Json;
import org.penchant.core.random.Seeds;

class ShaperTest {
  private static double[][] none(int n) {
    return new double[n][0];
  }

  @Test
  void statisticsMergedInBatchesAreThoseOfAllAtOnce() {
    var random = new Seeds(3).stream("rewards");
    double[] all = new double[97];
    Arrays.setAll(all, _ -> 40 + 3 * random.nextGaussian());
    var merged = RunningStatistics.none();
    for (int at = 0; at < all.length; ) {
      int to = Math.min(all.length, at + 1 + random.nextInt(12));
      merged = merged.with(Arrays.copyOfRange(all, at, to));
      at = to;
    }
    var whole = RunningStatistics.none().with(all);
    assertThat(merged.count()).isEqualTo(97);
    assertThat(merged.mean()).isCloseTo(whole.mean(), within(1e-12));
    assertThat(merged.sd()).isCloseTo(whole.sd(), within(1e-12));
    assertThat(merged.least()).isEqualTo(Arrays.stream(all).min().orElseThrow());
    assertThat(merged.most()).isEqualTo(Arrays.stream(all).max().orElseThrow());
  }

  @Test
  void aBatchIsAddedBeforeItIsShaped() {
    var shaper = Shaper.of(new Running(Running.Kind.STANDARDISED));
    assertThat(shaper.train(new double[] {1, 3}, none(2))).containsExactly(-1, 1);
    var clipped = Shaper.of(new Running(Running.Kind.CLIPPED));
    assertThat(clipped.train(new double[] {0, 0, 0, 4}, none(4)))
        .containsExactly(new double[] {0, 0, 0, 1 + Math.sqrt(3)}, within(1e-12));
  }

  @Test
  void scalingBeforeRewardsVaryGivesAHalf() {
    var shaper = Shaper.of(new Running(Running.Kind.SCALED));
    assertThat(shaper.evaluate(new double[] {7}, none(1))).containsExactly(0.5);
    assertThat(shaper.train(new double[] {7, 7}, none(2))).containsExactly(0.5, 0.5);
    assertThat(shaper.train(new double[] {5, 9}, none(2))).containsExactly(0, 1);
  }

  @Test
  void evaluationLeavesTheStatisticsAloneAndTheyAreSavedAndReadBack() {
    var shaping = new Running(Running.Kind.STANDARDISED);
    var shaper = Shaper.of(shaping);
    shaper.train(new double[] {0.1, 0.7, 2.3}, none(3));
    var before = shaper.statistics();
    shaper.evaluate(new double[] {1000}, none(1));
    assertThat(shaper.statistics()).isEqualTo(before);
    var saved = Json.read("state", Json.pretty(before), RunningStatistics.class);
    assertThat(saved).isEqualTo(before);
    double[] next = {0.4, 1.9};
    assertThat(Shaper.resume(shaping, saved).train(next, none(2)))
        .containsExactly(shaper.train(next, none(2)));
  }

  @Test
  void whiteningMagnifiesNothingBelowItsFloor() {
    var floored = Whitening.defaults().of(0.9, 0.9001, 0.9002);
    assertThat(floored.sd()).isCloseTo(8.2e-5, within(1e-6));
    assertThat(floored.values()[2]).isCloseTo(0.01, within(1e-9));
    var whitened = Whitening.defaults().of(1, 3);
    assertThat(whitened.values()).containsExactly(-1, 1);
  }

  @Test
  void aHackedRewardIsSeenFromTwoCurves() {
    double[] proxy = {0, 1, 2, 3};
    var hacked = HackingReport.of(proxy, new double[] {0, 2.2, 1, -4});
    assertThat(hacked.peakStep()).isEqualTo(1);
    assertThat(hacked.drop()).isCloseTo(6.2, within(1e-12));
    assertThat(hacked.hacked(0.1)).isTrue();
    assertThat(hacked.text()).contains("peaks at 2.200 (step 1)", "ends at -4.000");
    assertThat(HackingReport.of(proxy, new double[] {0, 1.7, 1.8, 1.75}).hacked(0.1)).isFalse();
    assertThatThrownBy(() -> HackingReport.of(proxy, new double[] {1}))
        .hasMessageContaining("curves of 4 and 1");
  }
}
