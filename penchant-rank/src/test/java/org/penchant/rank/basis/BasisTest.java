package org.penchant.rank.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.rating.Elo;
import org.penchant.rank.rating.Scale;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

/** The golden numbers, identities and traps of specification 105. */
class BasisTest {
  private static final BasisSettings FEW = new BasisSettings(12, 30, 0.8, 0.001, 0.7);

  static List<GoldenCase> goldens() {
    return Golden.read(BasisTest.class, "/golden/basis/105-canonical-basis.json").cases();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void sequentialElo(GoldenCase golden) {
    var tally = new VoteTally(Set.of(Keep.ORDER), List.of());
    tally.add(Vote.won("a", "b")).add(Vote.won("a", "b")).add(Vote.won("b", "a"));
    double[] ratings =
        Elo.defaults().withK(golden.inputs().number("k")).rate(tally.table()).scores();
    golden.check("ratings", ratings);
    assertThat(ratings[0] + ratings[1]).isCloseTo(2000, within(1e-9));
  }

  /** Forty directions at right angles: none has a twentieth of all. */
  @Test
  void clustersThatAreAllTooSmallAreRefused() {
    var all = new double[40][40];
    for (int n = 0; n < 40; n++) all[n][n] = 1;
    var settings = new BasisSettings(40, 30, 0.8, 0.05, 0.7);
    assertThatThrownBy(() -> settings.find(all, new Seeds(1).stream("few")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of 40 clusters");
  }

  /** Annotations about four directions; the first are the most. */
  private static double[][] annotations(RandomGenerator random) {
    double[][] axes = new double[4][8];
    for (int c = 0; c < 4; c++) axes[c][c] = 1;
    int[] sizes = {80, 60, 40, 20};
    var all = new ArrayList<double[]>();
    for (int c = 0; c < 4; c++)
      for (int n = 0; n < sizes[c]; n++) {
        double[] e = axes[c].clone();
        for (int k = 0; k < 8; k++) e[k] += 0.05 * random.nextGaussian();
        all.add(e);
      }
    return all.toArray(double[][]::new);
  }

  @Test
  void plantedCategoriesAreFoundWithTheirSizes() {
    var random = new Seeds(1).stream("basis");
    double[][] all = annotations(random);
    var basis = FEW.find(all, random);
    assertThat(basis.sizes()).containsExactly(80, 60, 40, 20);
    assertThat(basis.curve(all)).containsExactly(new double[] {0.4, 0.7, 0.9, 1}, within(1e-12));
    assertThat(basis.needed(all, 0.89)).isEqualTo(3);
    assertThat(basis.needed(all, 0.9)).isEqualTo(3);
    assertThat(basis.top(2).coverage(all)).isCloseTo(0.7, within(1e-12));
    assertThat(basis.withWithin(-1).top(1).coverage(all)).isEqualTo(1);
    assertThat(basis.withWithin(0.9999).coverage(all)).isLessThan(1);
    assertThat(basis.top(2).labels(all)).contains(0, 1, -1).doesNotContain(2);
    assertThat(Arrays.stream(basis.medoids(all)).map(n -> basis.labels(all)[n]))
        .containsExactly(0, 1, 2, 3);
    // Lengths of embeddings and copies of annotations do not matter.
    double[][] twice =
        Stream.concat(Arrays.stream(all), Arrays.stream(all)).toArray(double[][]::new);
    for (double[] e : twice) for (int k = 0; k < e.length; k++) e[k] *= 3;
    assertThat(basis.curve(twice)).containsExactly(basis.curve(all), within(1e-12));
  }

  @Test
  void halvesOfTheDataAgree() {
    var random = new Seeds(2).stream("halves");
    double[][] one = annotations(random);
    double[][] two = annotations(random);
    var first = FEW.find(one, random);
    var second = FEW.find(two, random);
    assertThat(first.matched(second, 0.8)).isEqualTo(1);
    assertThat(first.matched(second.top(2), 0.8)).isEqualTo(0.5);
    assertThat(first.coverage(two)).isEqualTo(1);
  }

  @Test
  void profilesOfUnionsAreWeightedMeans() {
    int[] a = {0, 0, 1, -1};
    int[] b = {2, 2, 2, 1, 0};
    var both =
        PreferenceProfile.of(IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray(), 3);
    var one = PreferenceProfile.of(a, 3);
    var two = PreferenceProfile.of(b, 3);
    assertThat(one.and(two).shares()).containsExactly(both.shares(), within(1e-12));
    assertThat(one.totalVariation(two)).isCloseTo(0.6, within(1e-12));
    assertThat(one.jensenShannon(one)).isZero();
    assertThat(one.jensenShannon(PreferenceProfile.of(new int[] {2}, 3)))
        .isCloseTo(Math.log(2), within(1e-12));
    assertThat(PreferenceProfile.together(List.of(new int[] {0, 2}, new int[] {2}), 3)[2])
        .containsExactly(1, 0, 2);
    assertThatThrownBy(() -> PreferenceProfile.of(new int[] {3}, 3))
        .hasMessageContaining("label 3");
  }

  private static VoteTable votes(String... groups) {
    var random = new Seeds(3).stream("votes");
    var tally = new VoteTally(Set.of(Keep.GROUP), List.of());
    for (int v = 0; v < 300; v++) {
      int i = random.nextInt(4);
      int j = (i + 1 + random.nextInt(3)) % 4;
      boolean won = random.nextDouble() < 1 / (1 + Math.exp(0.5 * (i - j)));
      tally.add(
          Vote.of("m" + i, "m" + j, won ? 1 : 0).withGroup(groups[random.nextInt(groups.length)]));
    }
    return tally.table();
  }

  @Test
  void oneCategoryHasTheRatingsOfAllAndSoHasAnEmptyOne() {
    var votes = votes("only");
    double[] all = PairwiseChoice.defaults().fit(votes).utilities();
    double[] expected = Scale.Elo.defaults().apply(all);
    var elo = CategoryElo.defaults();
    assertThat(elo.rate(votes).get("only").scores()).containsExactly(expected, within(1e-6));
    var empty = elo.of(votes.filter(_ -> false), all);
    assertThat(empty.scores()).containsExactly(expected, within(1e-6));
    assertThat(empty.notes()).containsExactly("few votes: 0.0, fewer than 50");
    var even = elo.withPrior(new CategoryElo.Prior.Even(0.5));
    assertThat(even.of(votes.filter(_ -> false), all).scores())
        .containsExactly(new double[] {1000, 1000, 1000, 1000}, within(1e-6));
  }

  @Test
  void categoriesSplitTheVotes() {
    var votes = votes("tone", "length", "truth");
    var rated = CategoryElo.defaults().rate(votes);
    assertThat(rated.keySet()).containsExactlyInAnyOrder("tone", "length", "truth");
    double mass = 0;
    for (int g = 0; g < 3; g++) {
      int group = g;
      var some = votes.filter(r -> votes.group(r) == group);
      for (int r = 0; r < some.rows(); r++) mass += some.mass(r);
    }
    assertThat(mass).isEqualTo(300);
  }

  @Test
  void whatCannotBeClusteredIsRefused() {
    var random = new Seeds(4).stream("refused");
    assertThatThrownBy(() -> FEW.find(new double[3][2], random)).hasMessageContaining("vector 0");
    assertThatThrownBy(() -> FEW.find(new double[][] {{1, 0}}, random))
        .hasMessageContaining("1 vectors for 12");
    assertThatThrownBy(() -> new BasisSettings(2, 1, 2, 0, 0)).hasMessageContaining("merge = 2");
  }
}
