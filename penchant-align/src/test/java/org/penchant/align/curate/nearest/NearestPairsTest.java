package org.penchant.align.curate.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.seed.RandomCase;

/** The golden number and identities of specification 083. */
class NearestPairsTest {
  @Test
  void goldenNumberAndScalesOfEmbeddings() {
    var golden =
        Golden.read(NearestPairsTest.class, "/golden/curate/083-inverse-alignment.json")
            .cases()
            .getFirst();
    double[] own = golden.inputs().numbers("own");
    double[] answer = golden.inputs().numbers("answer");
    golden.check("similarity", Relevance.similarity(new double[][] {own}, answer));
    double[] larger = Arrays.stream(own).map(v -> 7 * v).toArray();
    golden.check("similarity", Relevance.similarity(new double[][] {own, larger}, answer));
    assertThatThrownBy(() -> Relevance.similarity(new double[][] {own}, new double[3]))
        .hasMessageContaining("no direction");
    assertThat(Relevance.MAX.of(0.2, 0.6)).isEqualTo(0.6);
    assertThat(Relevance.MEAN.of(0.2, 0.6)).isCloseTo(0.4, within(1e-15));
  }

  @Test
  void theMostRelevantAreKeptWhateverTheirOrderAndTiesByPlace() {
    double[] rho = {0.1, 0.9, 0.5, 0.5, 0.5, 0.8};
    assertThat(NearestPairs.of(3).keep(rho)).containsExactly(false, true, true, false, false, true);
    assertThat(NearestPairs.of(6).keep(rho)).containsOnly(true);
    assertThat(new NearestPairs(6, 0.5, 9).keep(rho))
        .containsExactly(false, true, true, true, true, true);
    assertThat(new NearestPairs(3, 0, 1).keep(rho, List.of("a", "a", "b", "c", "c", "a")))
        .containsExactly(false, true, true, true, false, false);
    RandomCase.run(
        10,
        random -> {
          double[] values = random.doubles(20).toArray();
          int[] order = Seeds.permutation(20, random);
          double[] moved = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
          boolean[] here = NearestPairs.of(7).keep(values);
          boolean[] there = NearestPairs.of(7).keep(moved);
          for (int i = 0; i < 20; i++) assertThat(there[i]).isEqualTo(here[order[i]]);
        });
  }

  @Test
  void aPolicyFindsThePairsOfItsOwnKind() {
    var random = new Seeds(1).stream("planted");
    double[] rho = new double[100];
    double[] policy = {1, -1, 2};
    for (int i = 0; i < 100; i++) {
      double[] answer = new double[3];
      for (int k = 0; k < 3; k++)
        answer[k] = (i < 30 ? policy[k] : 1 - policy[k]) + 0.1 * random.nextGaussian();
      rho[i] = Relevance.similarity(new double[][] {policy}, answer);
    }
    boolean[] keep = NearestPairs.of(25).keep(rho);
    for (int i = 30; i < 100; i++) assertThat(keep[i]).isFalse();
  }

  @Test
  void softWeightsTurnIntoTheFilterAndIntoNothing() {
    double[] rho = {0.1, 0.9, 0.5, 0.8};
    assertThat(NearestPairs.of(2).threshold(rho)).isCloseTo(0.65, within(1e-12));
    assertThat(NearestPairs.of(2).weights(rho, 1e-4))
        .containsExactly(new double[] {0, 1, 0, 1}, within(1e-12));
    assertThat(NearestPairs.of(2).weights(rho, 1e9))
        .containsExactly(new double[] {0.5, 0.5, 0.5, 0.5}, within(1e-9));
    assertThat(NearestPairs.of(4).weights(rho, 0.1)).containsOnly(1);
    assertThatThrownBy(() -> NearestPairs.of(2).weights(rho, 0))
        .hasMessageContaining("temperature");
    assertThatThrownBy(() -> NearestPairs.of(0)).hasMessageContaining("most = 0");
  }

  @Test
  void rewardsOfReferenceAnswersGetMeanZeroAndDeviationOne() {
    double[] rewards = {3, -1, 4, 1.5, 9};
    var scale = RewardScale.of(rewards);
    double[] scaled = Arrays.stream(rewards).map(scale::of).toArray();
    assertThat(Arrays.stream(scaled).average().orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(Arrays.stream(scaled).map(v -> v * v).average().orElseThrow())
        .isCloseTo(1, within(1e-12));
    assertThat(RewardScale.of(rewards).of(2.5)).isEqualTo(scale.of(2.5));
    assertThatThrownBy(() -> RewardScale.of(2, 2))
        .hasMessageContaining("must be finite and differ");
    // Three times 0.7 have a mean of 0.6999999999999998.
    assertThatThrownBy(() -> RewardScale.of(0.7, 0.7, 0.7))
        .hasMessageContaining("must be finite and differ");
  }
}
