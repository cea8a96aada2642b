package org.penchant.align.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penchant.align.reward.ensemble.Pooling;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;

class RunningAverageTest {
  private static final Golden GOLDEN =
      Golden.read(RunningAverageTest.class, "/golden/reward/037-warm.json");

  @Test
  void theMeanIsTheGoldenOneInAnyOrder() {
    var golden = GOLDEN.named("three members");
    double[][] m = golden.inputs().rows("members");
    golden.check("mean", RunningAverage.of(m));
    assertThat(RunningAverage.of(m[2], m[0], m[1]))
        .containsExactly(RunningAverage.of(m), within(1e-12));
    assertThatThrownBy(() -> RunningAverage.of(m[0], new double[3]))
        .hasMessageContaining("2 and 3 parameters");
  }

  @Test
  void copiesAverageToThemselvesBitForBit() {
    double[] model = {0.1, 1e-30, -3.7e10, Math.PI};
    var average = RunningAverage.none();
    for (int k = 0; k < 7; k++) average = average.with(model);
    assertThat(average.mean()).isEqualTo(model);
  }

  private static double net(double[] parameters, double[] x) {
    return parameters[2] * Math.tanh(parameters[0] * x[0] + parameters[1] * x[1]);
  }

  private static double twoUnits(double[] p, double x) {
    return p[1] * Math.tanh(p[0] * x) + p[3] * Math.tanh(p[2] * x);
  }

  @Test
  void averagingWeightsIsNotAveragingPredictions() {
    var golden = GOLDEN.named("two nets v tanh(w.x)");
    double[][] m = golden.inputs().rows("members");
    double[] x = golden.inputs().numbers("x");
    golden.check("ensemble", new Pooling.Mean().of(new double[] {net(m[0], x), net(m[1], x)}));
    golden.check("average", net(RunningAverage.of(m), x));
    var random = new Seeds(2).stream("linear");
    double[][] linear = new double[4][6];
    for (double[] row : linear) Arrays.setAll(row, _ -> random.nextGaussian());
    double[] at = random.doubles(6).toArray();
    double[] scores = Arrays.stream(linear).mapToDouble(w -> dot(w, at)).toArray();
    assertThat(dot(RunningAverage.of(linear), at))
        .isCloseTo(new Pooling.Mean().of(scores), within(1e-12));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  @Test
  void swappedUnitsKeepTheFunctionAndSpoilTheAverage() {
    var golden = GOLDEN.named("units swapped");
    double[] net = golden.inputs().numbers("net");
    double[] swapped = golden.inputs().numbers("swapped");
    double x = golden.inputs().number("x");
    golden.check("net", twoUnits(net, x));
    golden.check("net", twoUnits(swapped, x));
    golden.check("average", twoUnits(RunningAverage.of(net, swapped), x));
  }

  @Test
  void aShiftOfOneMembersBiasShiftsAllRewardsAlike() {
    double[] first = {1, 2, 0.3};
    double[] second = {0.5, -1, 0.1};
    double[] shifted = {0.5, -1, 4.1};
    double[] a = RunningAverage.of(first, second);
    double[] b = RunningAverage.of(first, shifted);
    double[] x = {0.2, 0.7, 1};
    double[] y = {-1, 0.4, 1};
    assertThat(dot(b, x) - dot(a, x)).isCloseTo(2, within(1e-12));
    assertThat(dot(b, x) - dot(b, y)).isCloseTo(dot(a, x) - dot(a, y), within(1e-12));
  }

  @Test
  void gapsAreMeasuredFromTheLineBetweenTheEnds() {
    double[] one = {0};
    double[] two = {1};
    var path = ModeConnectivity.of(one, two, p -> 0.6 + 0.2 * p[0] - p[0] * (1 - p[0]), 0, 0.5, 1);
    assertThat(path.gaps()).containsExactly(new double[] {0, -0.25, 0}, within(1e-12));
    assertThat(path.leastGap()).isCloseTo(-0.25, within(1e-12));
    assertThat(path.connected(0.005)).isFalse();
    assertThat(ModeConnectivity.of(one, two, p -> 0.7 + 0 * p[0], 0.3).connected(0)).isTrue();
    assertThatThrownBy(() -> ModeConnectivity.of(one, two, p -> p[0], 1.2))
        .hasMessageContaining("[0, 1]");
  }

  @Test
  void memorisationIsTheShareOfWrongLabelsLearned() {
    double[] margins = {1, -1, 0.2, 3};
    assertThat(Memorisation.rate(margins, new boolean[] {true, true, false, true}))
        .isCloseTo(2.0 / 3, within(1e-12));
    assertThatThrownBy(() -> Memorisation.rate(margins, new boolean[4]))
        .hasMessageContaining("no pair is corrupted");
  }

  @Test
  void warnsOfMembersThatWouldDecideMargins() {
    var problems = new Problems();
    ScoreScales.check(new double[][] {{1, 2, 3}, {2, 3, 4}}, problems);
    assertThat(problems.warnings()).isEmpty();
    double[] sds = ScoreScales.check(new double[][] {{1, 2, 3}, {10, 20, 30}}, problems);
    assertThat(sds).containsExactly(1, 10);
    assertThat(problems.warnings().getFirst().toString()).contains("from 1.00 to 10.0");
  }

  @Test
  void ensemblesPoolTheirMembersScores() {
    assertThat(new Pooling.Mean().of(4, 2)).isEqualTo(3);
    assertThat(new Pooling.Least().of(4, 2)).isEqualTo(2);
    assertThat(new Pooling.Cautious(0.5).of(4, 2)).isEqualTo(2.5);
    double[] scores = {4, 2};
    double[] within = {5, 1};
    assertThat(Pooling.deviation(scores, within)).isEqualTo(2);
    assertThat(new Pooling.Cautious(0.5).of(scores, within)).isEqualTo(2);
    assertThatThrownBy(() -> new Pooling.Mean().of(Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> new Pooling.Mean().of()).hasMessageContaining("no scores");
  }
}
