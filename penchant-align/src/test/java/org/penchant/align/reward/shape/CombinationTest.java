package org.penchant.align.reward.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;

class CombinationTest {
  private static final ReferencePoint ZERO = new ReferencePoint.Constant(0);
  private static final List<Background> TWO = List.of(Background.none(), Background.none());

  private static double[] softmax(double[] u) {
    double sum = Arrays.stream(u).map(Math::exp).sum();
    return Arrays.stream(u).map(v -> Math.exp(v) / sum).toArray();
  }

  @Test
  void sumsAreTheGoldenOnes() {
    var golden =
        Golden.read(CombinationTest.class, "/golden/reward/006-reward-transform.json")
            .named("two properties");
    double[] first = golden.inputs().numbers("first");
    double[] second = golden.inputs().numbers("second");
    var all = new LinkedHashMap<String, Combination>();
    all.put("raw", Combination.WeightedSum.raw());
    all.put("and", new Combination.And(ZERO, List.of()));
    all.put("or", new Combination.Or(ZERO));
    all.forEach((name, combination) -> {
      double[] u = new double[3];
      Arrays.setAll(u, i -> combination.of(new double[] {first[i], second[i]}, TWO));
      golden.check(name, u);
      if (!name.equals("or")) golden.check(name + "-policy", softmax(u));
    });
  }

  @Test
  void slopesAreCentralDifferencesAlsoInTheTails() {
    var random = new Seeds(5).stream("combinations");
    var references =
        List.of(
            Background.of(0.1, 0.4, -1, 2), Background.of(1, 2, 3, 4), Background.of(0, 0, 1, 1));
    var point = new ReferencePoint.Quantile(0.5);
    for (var combination :
        List.of(
            new Combination.And(point, List.of(1.0, 0.5, 2.0)),
            new Combination.Or(point),
            new Combination.WeightedSum(new Shaping.PreferenceProbability(1), List.of())))
      for (int round = 0; round < 50; round++) {
        double[] r = new double[3];
        Arrays.setAll(r, _ -> 8 * random.nextGaussian());
        double[] slopes = combination.slopes(r, references);
        for (int k = 0; k < 3; k++) {
          double[] up = r.clone();
          double[] down = r.clone();
          up[k] += 1e-5;
          down[k] -= 1e-5;
          double difference =
              (combination.of(up, references) - combination.of(down, references)) / 2e-5;
          assertThat(slopes[k]).isCloseTo(difference, within(1e-8));
        }
      }
    var or = new Combination.Or(ZERO);
    assertThat(or.of(new double[] {-800, -900}, TWO)).isCloseTo(-800, within(1e-9));
    assertThat(or.slopes(new double[] {-800, -900}, TWO))
        .containsExactly(new double[] {1, 0}, within(1e-9));
    assertThat(or.of(new double[] {800, -900}, TWO)).isCloseTo(0, within(1e-12));
  }

  @Test
  void theSumOfLogSigmoidsIsNoMoreThanTheWorse() {
    double and = new Combination.And(ZERO, List.of()).of(new double[] {30, -2}, TWO);
    assertThat(and).isLessThanOrEqualTo(Logistic.logSigmoid(-2));
    assertThat(Combination.WeightedSum.raw().of(new double[] {30, -2}, TWO)).isEqualTo(28);
  }

  @Test
  void refusesUnpairedRewardsAndNegativeWeights() {
    var and = new Combination.And(ZERO, List.of(1.0));
    assertThatThrownBy(() -> and.of(new double[] {1, 2}, TWO)).hasMessageContaining("1 weights");
    assertThatThrownBy(() -> and.of(new double[] {1}, TWO)).hasMessageContaining("backgrounds");
    assertThatThrownBy(() -> new Combination.And(ZERO, List.of(-1.0)))
        .hasMessageContaining("negative");
  }

  @Test
  void warnsOfRewardsThatSayTheSame() {
    var random = new Seeds(6).stream("columns");
    double[] a = new double[200];
    Arrays.setAll(a, _ -> random.nextGaussian());
    var columns = new LinkedHashMap<String, double[]>();
    columns.put("helpful", a);
    columns.put("copy", Arrays.stream(a).map(v -> 3 * v + 0.01 * random.nextGaussian()).toArray());
    columns.put("harmless", Arrays.stream(a).map(v -> v + random.nextGaussian()).toArray());
    var problems = new Problems();
    Redundancy.check(columns, problems);
    assertThat(problems.warnings()).hasSize(1);
    assertThat(problems.warnings().getFirst().toString()).contains("helpful and copy", "twice");
  }
}
