package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

class DifferencesTest {
  private static final Seeds SEEDS = new Seeds(4);

  private static LogLinearWorld world() {
    var random = SEEDS.stream("world");
    return LogLinearWorld.of(
        5, 4, Normals.of(60, random), Normals.of(20, random), Normals.of(20, random));
  }

  @Test
  void aPairsMarginIsTheDifferenceOfItsLogRatios() {
    var world = world();
    var duels = Duel.uniform(world, 30, SEEDS.stream("pairs"));
    var rows = Differences.of(world, duels);
    double[] theta = {0.4, -1.1, 0.2};
    double[] policy = world.logPolicy(theta);
    for (int i = 0; i < 30; i++) {
      int a = duels.get(i).first();
      int b = duels.get(i).second();
      assertThat(a / 4).isEqualTo(b / 4);
      assertThat(a).isNotEqualTo(b);
      double ratio = policy[a] - world.reference()[a] - policy[b] + world.reference()[b];
      assertThat(rows.margin(i, theta)).isCloseTo(ratio, within(1e-12));
    }
  }

  @Test
  void theGradientIsThatOfTheMeanLoss() {
    var rows = new Differences(Normals.of(21, SEEDS.stream("rows")), 3);
    double[] theta = {0.3, -0.5, 0.9};
    double[] gradient = new double[3];
    rows.addGradient(theta, 0.7, (i, u) -> 2 * (u - i), gradient);
    for (int j = 0; j < 3; j++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      assertThat(gradient[j]).isCloseTo((loss(rows, up) - loss(rows, down)) / 2e-5, within(1e-7));
    }
  }

  private static double loss(Differences rows, double[] theta) {
    double sum = 0;
    for (int i = 0; i < rows.count(); i++) {
      double u = 0.7 * rows.margin(i, theta) - i;
      sum += u * u;
    }
    return sum / rows.count();
  }

  @Test
  void fittingSeparablePairsFindsTheirOrder() {
    var rows = Differences.of(List.of(new double[] {1, 2}, new double[] {2, -1}), 2);
    double[] theta = rows.fit(1, 0.1, 200, (_, u) -> -1 / (1 + Math.exp(u)));
    assertThat(Arrays.stream(rows.margins(theta)).min().orElseThrow()).isPositive();
    assertThat(rows.agreement(theta, new double[] {1, 0})).isEqualTo(1);
    assertThat(rows.agreement(theta, new double[] {0, 1})).isEqualTo(0.5);
  }

  @Test
  void whoIsWorthMoreWinsAsOftenAsBradleyAndTerrySay() {
    var random = SEEDS.stream("labels");
    int wins = 0;
    for (int i = 0; i < 20_000; i++)
      if (new Duel(0, 1).judged(r -> r == 0 ? 1 : 0, random).first() == 0) wins++;
    assertThat(wins / 20_000.0).isCloseTo(1 / (1 + Math.exp(-1)), within(0.01));
  }
}
