package org.penchant.papers.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.align.objective.Objective;
import org.penchant.core.io.Json;
import org.penchant.core.random.Seeds;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.world.Annotator;
import org.penchant.papers.world.Lengths;
import org.penchant.papers.world.LogLinearSettings;
import org.penchant.papers.world.LogLinearStack;
import org.penchant.papers.world.LogLinearWorld;
import org.penchant.papers.world.Pair;
import org.penchant.papers.world.PairSettings;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** Training in worlds, and identities of methods that hold on whole training sets. */
class FitTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final List<Seeds> SEEDS = List.of(new Seeds(0), new Seeds(1));
  private static final List<LogLinearWorld> WORLDS =
      SEEDS.stream().map(LogLinearSettings.defaults()::draw).toList();
  private static final Training TRAINING = new Training(0.05, 60, 0, new Protocol.Offline());

  private static Objective method(String id, Map<String, Double> settings) {
    var set = new HashMap<String, JsonNode>();
    settings.forEach((name, value) -> set.put(name, DoubleNode.valueOf(value)));
    return CATALOGUE.method(id, set).objective();
  }

  private static List<List<Pair>> pairs() {
    return List.of(
        PairSettings.defaults().train(WORLDS.get(0), SEEDS.get(0)),
        PairSettings.defaults().train(WORLDS.get(1), SEEDS.get(1)));
  }

  private static Fit fit(LogLinearStack stack, List<List<Pair>> pairs, Objective objective) {
    return new Fit(
        stack,
        stack.worlds().stream().map(LogLinearWorld::reference).toList(),
        PairRows.of(pairs, stack.responses(), List.of(), SEEDS.subList(0, pairs.size())),
        objective,
        Optional.empty());
  }

  private static double[] losses(List<List<Pair>> pairs, double[][] theta, Objective objective) {
    try (var scope = TensorScope.open();
        var stack = LogLinearStack.of(WORLDS)) {
      return fit(stack, pairs, objective).losses(stack.parameters(theta));
    }
  }

  @Test
  void seedsTrainAsIfAlone() {
    var together = new double[2][];
    try (var scope = TensorScope.open();
        var stack = LogLinearStack.of(WORLDS)) {
      var both = fit(stack, pairs(), Objective.dpo(0.5)).run(TRAINING, new double[2][8], Fit.LAST);
      together[0] = both[0];
      together[1] = both[1];
    }
    for (int s = 0; s < 2; s++)
      try (var scope = TensorScope.open();
          var stack = LogLinearStack.of(List.of(WORLDS.get(s)))) {
        var alone =
            fit(stack, List.of(pairs().get(s)), Objective.dpo(0.5))
                .run(TRAINING, new double[1][8], Fit.LAST);
        assertThat(together[s]).usingComparatorWithPrecision(1e-10).containsExactly(alone[0]);
      }
  }

  @Test
  void trainingLeaksNoTensors() {
    long before = TensorScope.liveTensors();
    try (var scope = TensorScope.open();
        var stack = LogLinearStack.of(WORLDS)) {
      fit(stack, pairs(), Objective.dpo(0.5)).run(TRAINING, new double[2][8], Fit.LAST);
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  /** E over the flip of the rDPO loss is the clean DPO loss, for any parameters. */
  @Test
  void theUnbiasedLossIsUnbiasedOverFlips() {
    double eps = 0.3;
    double[][] theta = {{1, -2, 0.3, 0.1, 2, 0, -1, 0.5}, {3, 1, -1, -2, 0.4, 0, 0, 1}};
    var rdpo = method("009", Map.of("beta", 0.7, "flip-rate", eps));
    var turned = pairs().stream().map(each -> each.stream().map(Pair::swapped).toList()).toList();
    double[] clean = losses(pairs(), theta, Objective.dpo(0.7));
    double[] kept = losses(pairs(), theta, rdpo);
    double[] flipped = losses(turned, theta, rdpo);
    for (int s = 0; s < 2; s++)
      assertThat((1 - eps) * kept[s] + eps * flipped[s]).isCloseTo(clean[s], within(1e-12));
  }

  /** One pair seen ten times, won eight: the margins the specification of 066 derives. */
  @Test
  void offsetsSettleAtTheirStationaryPoints() {
    var settings = new LogLinearSettings(1, 2, 1, 1, 1, 0, List.of(), Lengths.defaults());
    try (var scope = TensorScope.open();
        var stack = LogLinearStack.of(List.of(settings.draw(new Seeds(3))))) {
      var rows = new ArrayList<Pair>(Collections.nCopies(8, new Pair(0, 1, 2, 1, 0)));
      rows.addAll(Collections.nCopies(2, new Pair(1, 0, 2, 1, 0)));
      assertThat(settled(stack, rows)).isCloseTo(2.1539621, within(1e-6));
      var odd = new ArrayList<Pair>(Collections.nCopies(8, new Pair(0, 1, 2, 1, 0)));
      odd.addAll(Collections.nCopies(2, new Pair(1, 0, 1, 2, 0)));
      assertThat(settled(stack, odd)).isCloseTo(1 + Math.log(0.8 / 0.2), within(1e-6));
    }
  }

  private static double settled(LogLinearStack stack, List<Pair> pairs) {
    var objective =
        Arms.objective(
            CATALOGUE,
            new Arm(
                "odd",
                "dpo",
                Json.mapper().valueToTree(Map.of("beta", 1)),
                Json.mapper()
                    .valueToTree(
                        List.of(
                            Map.of(
                                "preference",
                                Map.of(
                                    "offset", Map.of("score-gap", Map.of("shape", "identity")))))),
                Arm.Rows.ALL,
                false,
                "",
                true));
    var fit = fit(stack, List.of(pairs), objective);
    var done =
        fit.run(new Training(0.02, 3000, 0, new Protocol.Offline()), new double[1][1], Fit.LAST);
    // 6 of 10 rows' margins cancel against those of the other orientation.
    try (var scope = TensorScope.open()) {
      return fit.margins(stack.parameters(done))[0] / 0.6;
    }
  }

  @Test
  void aRunStopsNearestToTheMarginAsked() {
    try (var scope = TensorScope.open();
        var stack = LogLinearStack.of(WORLDS)) {
      var fit = fit(stack, pairs(), Objective.dpo(0.1));
      double[] target = {0.4, 0.9};
      double[][] stopped = fit.run(TRAINING, new double[2][8], Keepers.atMargin(fit, target));
      double[] reached = fit.margins(stack.parameters(stopped));
      // One step of 0.05 moves the mean margin by less than 0.4 here.
      for (int s = 0; s < 2; s++) assertThat(reached[s]).isCloseTo(target[s], within(0.2));
      double[][] never =
          fit.run(TRAINING, new double[2][8], Keepers.atMargin(fit, new double[] {1e9, 1e9}));
      double[][] last = fit.run(TRAINING, new double[2][8], Fit.LAST);
      assertThat(never[0]).containsExactly(last[0]);
    }
  }

  @Test
  void theLowestHeldOutLossIsKept() {
    try (var scope = TensorScope.open();
        var stack = LogLinearStack.of(WORLDS)) {
      var objective = Objective.dpo(1);
      var held =
          fit(
              stack,
              List.of(
                  new PairSettings(
                          5, 200, 0, Annotator.defaults(), List.of(), PairSettings.Score.UTILITY, 0)
                      .heldOut(WORLDS.get(0), SEEDS.get(0)),
                  PairSettings.defaults().train(WORLDS.get(1), new Seeds(99)).subList(0, 200)),
              objective);
      var few = pairs().stream().map(p -> p.subList(0, 10)).toList();
      var fit = fit(stack, few, objective);
      var losses = new ArrayList<double[]>();
      var keeper = Keepers.lowest(held, 5);
      double[][] kept =
          fit.run(
              TRAINING,
              new double[2][8],
              new Fit.Keeper() {
                @Override
                public void after(int step, Tensor theta) {
                  keeper.after(step, theta);
                  if (step % 5 == 0) losses.add(held.losses(theta));
                }

                @Override
                public double[][] kept(double[][] last) {
                  return keeper.kept(last);
                }
              });
      double[] least = held.losses(stack.parameters(kept));
      for (int s = 0; s < 2; s++) {
        int seed = s;
        assertThat(least[s])
            .isEqualTo(losses.stream().mapToDouble(l -> l[seed]).min().orElseThrow());
      }
      assertThat(losses).hasSize(12);
    }
  }

  @Test
  void permutedWeightsAreTheSameWeightsOnOtherPairs() {
    try (var scope = TensorScope.open();
        var stack = LogLinearStack.of(WORLDS)) {
      var wpo = method("026", Map.of("beta", 0.5));
      var plain = fit(stack, pairs(), wpo);
      var rows = plain.rows();
      int[] same = IntStream.range(0, 600).toArray();
      int[] moved = Arms.permutation(rows, SEEDS);
      Tensor theta = stack.parameters(new double[2][8]);
      assertThat(new Fit(stack, plain.reference(), rows, wpo, Optional.of(same)).losses(theta))
          .containsExactly(plain.losses(theta));
      // At theta = 0 every loss is log 2, so only the mean weight counts, and it is the same.
      assertThat(new Fit(stack, plain.reference(), rows, wpo, Optional.of(moved)).losses(theta))
          .usingComparatorWithPrecision(1e-12)
          .containsExactly(plain.losses(theta));
      Tensor away =
          stack.parameters(new double[][] {{1, 0, 1, 0, 1, 0, 1, 0}, {1, 1, 0, 0, 1, 1, 0, 0}});
      assertThat(new Fit(stack, plain.reference(), rows, wpo, Optional.of(moved)).losses(away))
          .isNotEqualTo(plain.losses(away));
      for (int i = 0; i < 600; i++) assertThat(moved[i] / 300).isEqualTo(i / 300);
    }
  }
}
