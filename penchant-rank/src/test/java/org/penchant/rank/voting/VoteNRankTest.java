package org.penchant.rank.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.ScoreTable;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

class VoteNRankTest {
  private static final List<VotingRule> RULES =
      List.of(
          new Plurality(),
          new Borda(),
          new Dowdall(),
          new Threshold(),
          new Baldwin(),
          CondorcetWinner.defaults(),
          Copeland.defaults(),
          Minimax.defaults());

  private static final ContractSamples<TableRule> TABLE_RULES =
      ContractSamples.of(TableRule.class)
          .withOnly(Voted.defaults())
          .withOnly(new ArithmeticMean())
          .withOnly(new GeometricMean())
          .withOnly(OptimalityGap.defaults())
          .withOnly(new StandardisedMean())
          .withOnly(
              new TwoStep(
                  Voted.defaults(),
                  List.of(
                      new TwoStep.Group("one", List.of("t0"), 1),
                      new TwoStep.Group("rest", List.of("t1", "t2"), 2))))
          .with(
              TableRule.Custom.class,
              _ -> (TableRule.Custom) table -> new ArithmeticMean().rank(table));

  private static ScoreTable table(double[][] scores, double... weights) {
    return new ScoreTable(names("s", scores.length), names("t", scores[0].length), scores, weights);
  }

  private static List<String> names(String letter, int n) {
    return IntStream.range(0, n).mapToObj(i -> letter + i).toList();
  }

  private static double[] ones(int n) {
    var ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static ScoreTable random(RandomGenerator random, boolean whole) {
    var scores = new double[random.nextInt(2, 7)][random.nextInt(2, 6)];
    for (var row : scores)
      Arrays.setAll(row, _ -> whole ? random.nextInt(1, 6) : random.nextDouble(1, 99));
    return table(scores, random.doubles(scores[0].length, 0.1, 3).toArray());
  }

  static Stream<GoldenCase> goldens() {
    return Golden.read(VoteNRankTest.class, "/golden/voting/104-vote-n-rank.json").cases().stream();
  }

  private static double[] winners(VotingRule rule, ScoreTable table) {
    return rule.elect(table.ballots()).winners().stream().mapToDouble(i -> i).toArray();
  }

  @Test
  void goldenScores() {
    goldens()
        .forEach(golden -> {
          var table = table(golden.inputs().rows("scores"), golden.inputs().numbers("weights"));
          var ballots = table.ballots();
          golden.check("mean", new ArithmeticMean().rank(table).scores());
          golden.check("geometric", new GeometricMean().rank(table).scores());
          golden.check("gap", OptimalityGap.defaults().rank(table).scores());
          golden.check("plurality", new Plurality().elect(ballots).scores());
          golden.check("borda", new Borda().elect(ballots).scores());
          golden.check("dowdall", new Dowdall().elect(ballots).scores());
          golden.check("copeland", Copeland.defaults().elect(ballots).scores());
          golden.check("minimax", Minimax.defaults().elect(ballots).scores());
          golden.check("minimax margins", new Minimax(Strength.MARGINS).elect(ballots).scores());
          golden.check(
              "minimax opposition", new Minimax(Strength.OPPOSITION).elect(ballots).scores());
          golden.check("threshold winners", winners(new Threshold(), table));
          golden.check("baldwin winners", winners(new Baldwin(), table));
          golden.check(
              "game values",
              WeightSearch.defaults().all(table).stream()
                  .mapToDouble(WeightSearch.Answer::margin)
                  .toArray());
          assertThat(WeightSearch.defaults().all(table)).allMatch(WeightSearch.Answer::wins);
        });
  }

  @Test
  void equalWeightsMakeACycleWithoutACondorcetWinner() {
    var table = table(goldens().findFirst().orElseThrow().inputs().rows("scores"), 1, 1, 1);
    assertThat(winners(CondorcetWinner.defaults(), table)).isEmpty();
    assertThat(winners(SmithSet.defaults(), table)).containsExactly(1, 2, 3);
  }

  @Test
  void rankRulesSeeOnlyOrder() {
    var random = new Seeds(0).stream("increasing");
    for (int k = 0; k < 100; k++) {
      var table = random(random, k % 2 == 0);
      var bent =
          Arrays.stream(table.scores())
              .map(row -> Arrays.stream(row).map(s -> Math.exp(s / 10) + 3).toArray())
              .toArray(double[][]::new);
      var other = table(bent, table.weights());
      for (var rule : RULES)
        assertThat(new Voted(rule).rank(other).order())
            .isEqualTo(new Voted(rule).rank(table).order());
    }
    var table = table(new double[][] {{9, 1}, {6, 6}}, 1, 1);
    var bent = table(new double[][] {{Math.exp(9), Math.E}, {Math.exp(6), Math.exp(6)}}, 1, 1);
    assertThat(new ArithmeticMean().rank(table).winners()).containsExactly(1);
    assertThat(new ArithmeticMean().rank(bent).winners()).containsExactly(0);
  }

  @Test
  void aCondorcetWinnerWinsUnlessTiesMisleadBaldwin() {
    var random = new Seeds(0).stream("condorcet");
    int met = 0;
    for (int k = 0; k < 300; k++) {
      var table = random(random, k % 2 == 0);
      double[] winner = winners(CondorcetWinner.defaults(), table);
      if (winner.length == 0) continue;
      met++;
      assertThat(winners(Copeland.defaults(), table)).containsExactly(winner);
      assertThat(winners(Minimax.defaults(), table)).containsExactly(winner);
      if (k % 2 == 1) assertThat(winners(new Baldwin(), table)).containsExactly(winner);
    }
    assertThat(met).isGreaterThan(100);
    var tied = table(new double[][] {{0, 0, 2, 3}, {0, 1, 0, 3}, {3, 0, 3, 1}}, 2, 3, 5, 8);
    assertThat(winners(CondorcetWinner.defaults(), tied)).containsExactly(0);
    assertThat(new Borda().elect(tied.ballots()).scores()).containsExactly(13, 14, 14);
    assertThat(winners(new Baldwin(), tied)).containsExactly(1);
  }

  @Test
  void bordaSharesOutAllPairs() {
    var random = new Seeds(0).stream("sum");
    for (int k = 0; k < 50; k++) {
      var table = random(random, false);
      int m = table.systems().size();
      double pairs = Arrays.stream(table.weights()).sum() * m * (m - 1) / 2;
      assertThat(Arrays.stream(new Borda().elect(table.ballots()).scores()).sum())
          .isCloseTo(pairs, within(1e-9));
    }
  }

  @Test
  void copiedTasksAndDoubledWeightsAreTheSame() {
    var random = new Seeds(0).stream("copies");
    for (int k = 0; k < 100; k++) {
      var table = random(random, true);
      int tasks = table.tasks().size();
      var twice = IntStream.range(0, 2 * tasks).map(t -> t % tasks).toArray();
      var all = columns(table, twice);
      var one = columns(table, IntStream.range(0, tasks + 1).map(t -> t % tasks).toArray());
      double[] doubled = table.weights().clone();
      doubled[0] *= 2;
      for (var rule : RULES) {
        assertThat(rule.elect(all.ballots()).order())
            .isEqualTo(rule.elect(table.ballots()).order());
        assertThat(rule.elect(one.ballots()).order())
            .isEqualTo(rule.elect(table.withWeights(doubled).ballots()).order());
      }
    }
  }

  private static ScoreTable columns(ScoreTable table, int[] columns) {
    var scores =
        Arrays.stream(table.scores())
            .map(row -> Arrays.stream(columns).mapToDouble(t -> row[t]).toArray())
            .toArray(double[][]::new);
    return table(scores, Arrays.stream(columns).mapToDouble(t -> table.weights()[t]).toArray());
  }

  @Test
  void ofTwoSystemsTheMajorityWins() {
    var random = new Seeds(0).stream("two");
    for (int k = 0; k < 50; k++) {
      var scores = new double[2][5];
      for (var row : scores) Arrays.setAll(row, _ -> random.nextDouble());
      var table = table(scores, ones(5));
      double[] majority = winners(new Plurality(), table);
      for (var rule : RULES) assertThat(winners(rule, table)).containsExactly(majority);
    }
  }

  @Test
  void dominatedSystemsCannotWinByWeights() {
    var table = table(new double[][] {{1, 2, 3}, {2, 3, 4}, {2, 2, 3}}, ones(3));
    var search = WeightSearch.defaults();
    assertThat(search.best(table, "s0").wins()).isFalse();
    assertThat(search.best(table, "s0").margin()).isNegative();
    assertThat(search.best(table, "s2").wins()).isTrue();
    assertThat(search.best(table, "s2").winsStrictly()).isFalse();
    assertThat(search.best(table, "s2").weights()[0]).isCloseTo(1, within(1e-9));
    assertThat(search.best(table, "s1").winsStrictly()).isTrue();
  }

  @Test
  void weightsCanBeBoundOrderedAndSteered() {
    var table = table(new double[][] {{3, 1, 1}, {2, 2, 3}, {1, 3, 2}}, ones(3));
    var bound = new WeightSearch(List.of(new WeightSearch.Bound("t0", 0, 0.25)), List.of());
    assertThat(bound.best(table, "s0").wins()).isFalse();
    assertThat(bound.best(table, "s0").margin()).isCloseTo(-0.5, within(1e-9));
    var order =
        new WeightSearch(
            List.of(), List.of(new WeightSearch.Order(List.of("t1"), List.of("t0", "t2"))));
    assertThat(order.best(table, "s0").margin()).isCloseTo(0, within(1e-9));
    var least = WeightSearch.defaults().steered(table, "s0", List.of("t0"), false).orElseThrow();
    assertThat(least.weights()[0]).isCloseTo(0.5, within(1e-9));
    assertThat(bound.steered(table, "s0", List.of("t0"), true)).isEmpty();
    var impossible =
        new WeightSearch(
            List.of(new WeightSearch.Bound("t0", 0.8, 1), new WeightSearch.Bound("t1", 0.8, 1)),
            List.of());
    assertThatThrownBy(() -> impossible.best(table, "s0")).isInstanceOf(ProblemsException.class);
    assertThatThrownBy(() -> bound.best(table, "nobody")).isInstanceOf(ProblemsException.class);
  }

  @Test
  void missingScoresAreForPairsMeansAndGapsOnly() {
    var table = table(new double[][] {{90, Double.NaN}, {80, 60}, {70, 50}}, 1, 1);
    assertThat(new Voted(Copeland.defaults()).rank(table).scores()).containsExactly(2, 0, -2);
    assertThat(new ArithmeticMean().rank(table).scores()).containsExactly(72.5, 70, 60);
    assertThat(new ArithmeticMean().rank(table).notes()).hasSize(1);
    assertThatThrownBy(() -> new Voted(new Borda()).rank(table))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("needs every score");
    assertThatThrownBy(() -> new GeometricMean().rank(table)).isInstanceOf(ProblemsException.class);
    var empty = table(new double[][] {{Double.NaN, Double.NaN}, {1, 2}}, 1, 1);
    assertThatThrownBy(() -> new ArithmeticMean().rank(empty))
        .hasMessageContaining("it has no score");
    assertThatThrownBy(() -> Tables.flipped(table, List.of("speed")))
        .hasMessageContaining("no such task");
    assertThat(Tables.flipped(table, List.of("t0")).scores()[0][0]).isEqualTo(-90);
  }

  @Test
  void everyTableRuleOrdersAllSystems() {
    var random = new Seeds(0).stream("tables");
    for (var rule : TABLE_RULES.draw(random)) {
      var scores = new double[5][3];
      for (var row : scores) Arrays.setAll(row, _ -> random.nextDouble(1, 9));
      var outcome = rule.rank(table(scores, 1, 2, 3));
      assertThat(outcome.order().stream().mapToInt(List::size).sum()).isEqualTo(5);
      assertThat(outcome.standings().places()).isEqualTo(outcome.places());
    }
  }

  /** A group of one task passes its order on; a group's weight replaces those of its tasks. */
  @Test
  void twoStepsRankGroupsFirst() {
    double nan = Double.NaN;
    var table = table(new double[][] {{9, 1, 1}, {5, 2, 2}, {1, nan, nan}}, 1, 1, 1);
    var rule =
        new TwoStep(
            Voted.defaults(),
            List.of(
                new TwoStep.Group("a", List.of("t0"), 1),
                new TwoStep.Group("b", List.of("t1", "t2"), 1)));
    // s0 beats s1 on a, s1 beats s0 on b, s2 is heard on a alone.
    assertThat(rule.rank(table).order()).isEqualTo(List.of(List.of(0, 1), List.of(2)));
  }

  @Test
  void newcomersNeverMoveTheMeanButMoveBorda() {
    var random = new Seeds(0).stream("iia");
    var count = IrrelevantAlternatives.defaults();
    var moved = new ArrayList<Integer>();
    for (int k = 0; k < 20; k++) {
      var scores = new double[8][5];
      for (var row : scores) Arrays.setAll(row, _ -> random.nextDouble());
      var table = table(scores, ones(5));
      int[] arrivals = Seeds.permutation(8, random);
      assertThat(count.violations(new ArithmeticMean(), table, arrivals)).isZero();
      int plain = count.violations(new Voted(new Borda()), table, arrivals);
      moved.add(plain);
      assertThat(
              new IrrelevantAlternatives(true).violations(new Voted(new Borda()), table, arrivals))
          .isGreaterThanOrEqualTo(plain);
    }
    assertThat(moved).anyMatch(n -> n > 0);
  }

  @Test
  void agreement() {
    var table = table(new double[][] {{4, 1}, {3, 2}, {2, 3}, {1, 4}}, 1, 0);
    var up = new ArithmeticMean().rank(table);
    var down = new ArithmeticMean().rank(table.withWeights(new double[] {0, 1}));
    assertThat(Agreement.kendall(up, up)).isEqualTo(1);
    assertThat(Agreement.kendall(up, down)).isEqualTo(-1);
    assertThat(Agreement.spearmanOfTop(up, down, 3)).isCloseTo(-1, within(1e-12));
    assertThat(Agreement.topOverlap(up, down, 3)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(Agreement.spearman(up, down)).isCloseTo(-1, within(1e-12));
  }
}
