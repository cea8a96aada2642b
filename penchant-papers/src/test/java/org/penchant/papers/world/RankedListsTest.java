package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.align.objective.CellWeight;
import org.penchant.align.objective.Link;
import org.penchant.align.objective.ListLoss;
import org.penchant.align.objective.PairwiseList;
import org.penchant.align.objective.PlackettLuce;
import org.penchant.align.objective.PromptContrast;
import org.penchant.align.objective.SetContrast;
import org.penchant.align.objective.StepLoss;
import org.penchant.core.random.Seeds;

class RankedListsTest {
  private static final double[] LABELS = {3, 1, 2, 0.5, 0, 4};

  @Test
  void sharesAreHowOftenAnItemWouldBePreferred() {
    double[] shares = RankedLists.shares(LABELS, 3);
    assertThat(shares[0])
        .isCloseTo((0.5 + 1 / (1 + Math.exp(-2)) + 1 / (1 + Math.exp(-1))) / 3, within(1e-15));
    assertThat(Arrays.stream(shares).sum()).isCloseTo(3, within(1e-12));
  }

  @Test
  void halvesAverageOverTheirPairs() {
    var halves = RankedLists.of(LABELS, 3).halved().lists();
    assertThat(halves.getFirst().labels()).containsExactly(1, 0, 0);
    assertThat(halves.getFirst().weight()).isEqualTo(0.5);
  }

  @Test
  void pairsOfAListCountAsTheirSum() {
    var pairs = RankedLists.of(LABELS, 3).pairs(400, new Seeds(1).stream("pairs"));
    assertThat(pairs.lists()).hasSize(800);
    for (var pair : pairs.lists()) {
      assertThat(pair.items()[0]).isNotEqualTo(pair.items()[1]);
      assertThat(pair.items()[0] / 3).isEqualTo(pair.items()[1] / 3);
      assertThat(pair.labels()[1]).isEqualTo(LABELS[pair.items()[1]]);
    }
    double[] slopes = pairs.slopes(PairwiseList.defaults(), new double[6], 0);
    double[] all = RankedLists.of(LABELS, 3).slopes(PairwiseList.defaults(), new double[6], 0);
    for (int i = 0; i < 6; i++) assertThat(slopes[i] / 400 * 3).isCloseTo(all[i], within(0.15));
  }

  /** Slopes against differences of the mean loss. */
  @Test
  void slopesAreDerivativesOfTheMeanLoss() {
    double[] scores = {0.3, -0.2, 0.1, 0.7, -0.4, 0.2};
    for (ListLoss loss :
        List.of(PairwiseList.defaults(), PlackettLuce.defaults(), new SetContrast(0.3, 1))) {
      double[] slopes = RankedLists.of(LABELS, 3).slopes(loss, scores, 0);
      for (int i = 0; i < 6; i++) {
        double[] up = scores.clone();
        double[] down = scores.clone();
        up[i] += 1e-5;
        down[i] -= 1e-5;
        assertThat(slopes[i]).isCloseTo((mean(loss, up) - mean(loss, down)) / 2e-5, within(1e-8));
      }
    }
  }

  private static double mean(ListLoss loss, double[] scores) {
    double sum = 0;
    for (int start = 0; start < 6; start += 3)
      sum +=
          loss.at(
                  Arrays.copyOfRange(scores, start, start + 3),
                  Arrays.copyOfRange(LABELS, start, start + 3),
                  0)
              .loss();
    return sum / 2;
  }

  @Test
  void sidesOfAStepPullBackToTheParameters() {
    var seeds = new Seeds(3);
    var world =
        LogLinearWorld.of(
            3,
            4,
            Normals.of(24, seeds.stream("phi")),
            Normals.of(12, seeds.stream("reference")),
            new double[12]);
    var sides = new StepSides(new int[] {0, 5, 9}, new int[] {2, 6, 3});
    var loss = new PromptContrast(new Link.Logistic(), new CellWeight.Uniform(), true);
    double[] theta = {0.4, -0.3};
    double[] gradient = new double[2];
    sides.addGradient(world, theta, loss::at, 0.7, _ -> new double[0], gradient);
    for (int j = 0; j < 2; j++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      assertThat(gradient[j])
          .isCloseTo(
              (loss(world, sides, loss, up) - loss(world, sides, loss, down)) / 2e-5, within(1e-8));
    }
  }

  private static double loss(
      LogLinearWorld world, StepSides sides, PromptContrast loss, double[] theta) {
    double[] policy = world.logPolicy(theta);
    var at =
        new StepLoss.Sides(
            StepSides.values(world, policy, sides.better(), 0.7),
            StepSides.values(world, policy, sides.worse(), 0.7),
            new double[0][],
            new double[0][]);
    return Arrays.stream(loss.at(at).losses()).average().orElseThrow();
  }

  @Test
  void theFactorAtAKlIsFoundWhereverItLies() {
    var world =
        LogLinearWorld.of(
            5, 6, Normals.of(60, new Seeds(4).stream("phi")), new double[30], new double[30]);
    for (double scale : new double[] {1e-3, 1, 1e3})
      for (double kl : new double[] {1e-4, 0.5, 1.2}) {
        var ray = new Ray(world, new double[] {scale, -0.5 * scale});
        assertThat(world.kl(ray.at(ray.atKl(kl)))).isCloseTo(kl, within(1e-9 * kl + 1e-12));
      }
    assertThat(new Ray(world, new double[] {1, 1}).atKl(5)).isGreaterThan(1e6 - 1);
  }
}
