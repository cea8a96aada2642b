package org.penchant.rank.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.parts.Codec;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.judge.sparse.PairSampler;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

/** The golden numbers and identities 1, 5 and 6 of specification 046. */
class SparseGoldenTest {
  static List<GoldenCase> goldens() {
    return Golden.read(SparseGoldenTest.class, "/golden/judge/046-sparse-pairwise.json").cases();
  }

  static List<Rater> raters() {
    return goldens().stream()
        .filter(g -> g.inputs().has("rater"))
        .map(g -> Codec.read(g.inputs().node().get("rater"), Rater.class))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenNumbers(GoldenCase golden) {
    var in = golden.inputs();
    if (in.has("skip")) {
      var sampler = new PairSampler.Window(in.number("rate"), in.integer("skip"));
      var sample = sampler.sample(in.integer("n"), new Seeds(0).stream("none"));
      golden.check(
          "pairs",
          sample.pairs().stream()
              .flatMapToDouble(p -> java.util.stream.DoubleStream.of(p.first(), p.second()))
              .toArray());
      return;
    }
    var votes = table(in.rows("p"));
    golden.check("scores", Codec.read(in.node().get("rater"), Rater.class).rate(votes).scores());
    if (golden.expected().has("potential")) golden.check("potential", GreedyOrder.potential(votes));
  }

  private static VoteTable table(double[][] p) {
    var tally = VoteTally.ofPairs();
    for (int i = 0; i < p.length; i++) tally.item("" + i);
    for (int i = 0; i < p.length; i++)
      for (int j = 0; j < p.length; j++) if (i != j) tally.add(Vote.of("" + i, "" + j, p[i][j]));
    return tally.table();
  }

  @Test
  void allPairsOfATotalOrderGiveItAndNamesDoNotMatter() {
    var random = new Seeds(1).stream("total");
    for (int round = 0; round < 10; round++) {
      int n = 2 + random.nextInt(7);
      int[] place = Seeds.permutation(n, random);
      var p = new double[n][n];
      for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) p[i][j] = place[i] < place[j] ? 1 : 0;
      var raters = new java.util.ArrayList<>(raters());
      for (var pivot : KwikSort.Pivot.values()) raters.add(new KwikSort(pivot, round));
      for (var rater : raters)
        assertThat(rater.rate(table(p)).order())
            .as("%s", rater)
            .isEqualTo(
                IntStream.range(0, n)
                    .boxed()
                    .sorted(java.util.Comparator.comparingInt(i -> place[i]))
                    .toList());
      for (var row : p) java.util.Arrays.setAll(row, _ -> random.nextDouble());
      int[] name = Seeds.permutation(n, random);
      var renamed = new double[n][n];
      for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) renamed[name[i]][name[j]] = p[i][j];
      for (var rater : raters()) {
        double[] scores = rater.rate(table(p)).scores();
        double[] other = rater.rate(table(renamed)).scores();
        for (int i = 0; i < n; i++)
          assertThat(other[name[i]]).as("%s", rater).isCloseTo(scores[i], within(1e-7));
      }
    }
  }

  @Test
  void additiveScoresSumToTheVotesAndAConstantOnBothOrdersLeavesTheGreedyOrder() {
    var random = new Seeds(2).stream("constant");
    int moved = 0;
    for (int round = 0; round < 100; round++) {
      int n = 8;
      var p = new double[n][n];
      for (var row : p) java.util.Arrays.setAll(row, _ -> random.nextDouble(0, 0.7));
      var more = new double[n][n];
      for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) more[i][j] = p[i][j] + 0.3;
      double sum = java.util.Arrays.stream(new Counting().rate(table(p)).scores()).sum();
      assertThat(sum).isCloseTo(n * (n - 1), within(1e-9));
      assertThat(new GreedyOrder().rate(table(more)).order())
          .isEqualTo(new GreedyOrder().rate(table(p)).order());
      // Pairs asked in one order alone keep the bias to the first.
      if (!window(more).equals(window(p))) moved++;
    }
    assertThat(moved).isBetween(5, 95);
  }

  private static List<Integer> window(double[][] p) {
    var tally = VoteTally.ofPairs();
    for (int i = 0; i < p.length; i++) tally.item("" + i);
    for (var pair : new PairSampler.Random(0.3).sample(p.length, new Seeds(3).stream("w")).pairs())
      tally.add(Vote.of("" + pair.first(), "" + pair.second(), p[pair.first()][pair.second()]));
    return new GreedyOrder().rate(tally.table()).order();
  }

  @Test
  void anUndecidedMarginIsRefused() {
    assertThatThrownBy(() -> new Decided(0.5, new Counting())).hasMessageContaining("margin = 0.5");
  }
}
