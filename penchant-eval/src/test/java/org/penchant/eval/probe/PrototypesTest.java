package org.penchant.eval.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Bootstrap;
import org.penchant.testkit.golden.Golden;

/** The identities of specification 012 that concern distances, and what is made of them. */
class PrototypesTest {
  private static final Golden GOLDEN =
      Golden.read(PrototypesTest.class, "/golden/probe/012-mrmbench.json");

  @Test
  void goldenPrototype() {
    var golden = GOLDEN.named("prototype");
    double[] h = golden.inputs().numbers("h");
    var store =
        new Prototypes(
            List.of(
                new Prototypes.Centres(
                    "help",
                    new double[][] {
                      golden.inputs().numbers("mu-0"), golden.inputs().numbers("mu-1")
                    })),
            Standardiser.none(3),
            0,
            1);
    golden.check("distances", store.distances(0, h));
    golden.check("probability", store.probability(0, h));
    assertThat(store.evidence(0, h)).isCloseTo(2.5 - 1.224744871, within(1e-9));
    assertThat(store.usage(h)).containsExactly(1);
    assertThat(store.pairConfidence(h, h)).isZero();
    var mean = GOLDEN.named("easy row");
    mean.check("mean", ProbeTable.mean(mean.inputs().numbers("accuracies")));
  }

  @Test
  void theDimensionThatTellsIsUsed() {
    var tells = ProbingTest.draw(200, 2, 6, 4, 1);
    var silent =
        new ProbingSet("silent", 2, ProbingTest.draw(200, 2, 0, 4, 2).features(), tells.labels());
    var store = Prototypes.of(List.of(silent, tells), true);
    double[] far = {3, 0, 0, 0};
    assertThat(store.used(far)).isEqualTo("line");
    assertThat(Arrays.stream(store.usage(far)).sum()).isCloseTo(1, within(1e-12));
    assertThat(store.confidence(far)).isGreaterThan(store.confidence(new double[4]));
    assertThat(store.pairConfidence(far, new double[] {-3, 0, 0, 0}))
        .isGreaterThan(store.pairConfidence(far, new double[] {2, 0, 0, 0}));
    var three = Prototypes.of(List.of(ProbingTest.draw(90, 3, 4, 4, 3)), true);
    assertThat(three.evidence(0, far)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void theGateTakesOutWhatIsNotTrusted(double quantile) {
    double[] rewards = {1, 2, 3, 10};
    double[] confidences = {0.1, 0.2, 0.3, 0.4};
    double[] gated =
        new RewardGate(quantile, RewardGate.Instead.BATCH_MEAN).apply(rewards, confidences);
    double[] dropped =
        new RewardGate(quantile, RewardGate.Instead.DROPPED).apply(rewards, confidences);
    int kept = quantile == 0 ? 4 : quantile == 0.5 ? 2 : 1;
    for (int i = 0; i < 4; i++) {
      boolean trusted = i >= 4 - kept;
      assertThat(gated[i]).isEqualTo(trusted ? rewards[i] : 4);
      if (!trusted) assertThat(dropped[i]).isNaN();
    }
    assertThatThrownBy(() -> RewardGate.defaults().apply(rewards, new double[1]))
        .hasMessageContaining("1 confidences for 4");
  }

  @Test
  void alignmentIsCorrelatedOverModels() {
    double[] score = {0.5, 0.6, 0.7, 0.8, 0.9, 0.55};
    double[] alignment = {0.1, 0.3, 0.2, 0.5, 0.6, 0.15};
    var r =
        ScoreAlignment.pearson(score, alignment, Bootstrap.defaults(), new Seeds(0).stream("b"));
    assertThat(r.estimate()).isBetween(0.9, 1.0);
    assertThat(r.low()).isLessThan(r.estimate());
    assertThatThrownBy(() ->
            ScoreAlignment.pearson(
                new double[3], new double[3], Bootstrap.defaults(), new Seeds(0).stream("b")))
        .hasMessageContaining("4 models");
  }
}
