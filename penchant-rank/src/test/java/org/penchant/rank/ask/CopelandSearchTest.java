package org.penchant.rank.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.testkit.contract.ContractSamples;
import org.penchant.testkit.golden.Golden;

class CopelandSearchTest {
  private static final ContractSamples<DuelChoice> CHOICES =
      ContractSamples.of(DuelChoice.class)
          .withOnly(new DuelChoice.Potential())
          .withOnly(new DuelChoice.AtRandom())
          .withOnly(new DuelChoice.Exhaustive());

  @Test
  void goldenRatios() {
    for (var golden :
        Golden.read(CopelandSearchTest.class, "/golden/ask/106-copeland-indifferences.json")
            .cases()) {
      double[] counts = golden.inputs().numbers("counts");
      double log = ModeTest.logRatio((long) counts[0], (long) counts[1]);
      golden.check("log", log);
      golden.check("ratio", Math.exp(log));
    }
    assertThat(ModeTest.logRatio(100_000, 90_000)).isFinite().isNegative();
  }

  @Test
  void aRunOfNineStopsWithThreeAnswersAndOfEightWithTwo() {
    var three = new ModeTest(ModeTest.Relation.MODE, 0.05);
    assertThat(three.decide(new long[] {8, 0, 0})).isEmpty();
    assertThat(three.decide(new long[] {9, 0, 0})).contains(Answer.BETTER);
    assertThat(three.decide(new long[] {0, 9, 0})).contains(Answer.INDIFFERENT);
    assertThat(three.decide(new long[] {0, 0, 9})).contains(Answer.WORSE);
    var two = new ModeTest(ModeTest.Relation.MAJORITY, 0.05);
    assertThat(two.decide(new long[] {7, 50, 0})).isEmpty();
    assertThat(two.decide(new long[] {8, 50, 0})).contains(Answer.BETTER);
    assertThat(three.decide(new long[] {500, 500, 0})).isEmpty();
  }

  /** Level 0.05 over C(2, 2) and C(8, 2) pairs. */
  @ParameterizedTest
  @CsvSource({"2, MODE, 9", "2, MAJORITY, 8", "8, MODE, 15"})
  void noiselessDuelsTakeAKnownNumberOfAnswers(int items, ModeTest.Relation relation, int answers) {
    var search =
        new CopelandSearch(0.05, relation, new DuelChoice.Exhaustive(), false, 1000, false);
    var found =
        search.run(
            items, (i, j) -> i < j ? Answer.BETTER : Answer.WORSE, new Seeds(0).stream("none"));
    assertThat(found.queries()).isEqualTo((long) answers * items * (items - 1) / 2);
    assertThat(found.winners()).containsExactly(0);
    assertThat(found.certified()).isTrue();
  }

  private static TernaryLaw law(int n, RandomGenerator random) {
    var better = new double[n][n];
    var indifferent = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < i; j++) {
        double q = random.nextDouble(0.4, 0.9);
        double[] p = {(1 - q) / 3, (1 - q) / 3, (1 - q) / 3};
        p[random.nextInt(3)] += q;
        better[i][j] = p[0];
        better[j][i] = p[2];
        indifferent[i][j] = indifferent[j][i] = 1 - p[0] - p[2];
      }
    return new TernaryLaw(better, indifferent);
  }

  @Test
  void everyChoiceFindsAWinnerAndKeepsItsBounds() {
    var random = new Seeds(1).stream("laws");
    for (int round = 0; round < 20; round++) {
      var law = law(2 + random.nextInt(6), random);
      double[] truth = law.copeland(ModeTest.Relation.MODE);
      double n = law.items();
      assertThat(Arrays.stream(truth).sum()).isCloseTo(n * (n - 1) / 2, within(1e-9));
      double best = Arrays.stream(truth).max().orElseThrow();
      for (var choice : CHOICES.draw(random)) {
        // A tiny delta: a wrong winner would be a defect, not bad luck.
        var search =
            new CopelandSearch(1e-6, ModeTest.Relation.MODE, choice, false, 100_000, false);
        var found = search.run(law.items(), law.oracle(random), random);
        assertThat(found.certified()).as("%s", choice).isTrue();
        assertThat(found.duels()).isLessThanOrEqualTo((int) (n * (n - 1) / 2));
        if (n == 2) assertThat(found.duels()).isEqualTo(1);
        assertThat(truth[found.winners().getFirst()]).isEqualTo(best);
        for (int i = 0; i < n; i++)
          assertThat(found.scores()[i]).isLessThanOrEqualTo(truth[i] + 1e-9);
      }
      var all =
          new CopelandSearch(
                  1e-6, ModeTest.Relation.MODE, new DuelChoice.Potential(), false, 100_000, true)
              .run(law.items(), law.oracle(random), random);
      assertThat(all.winners())
          .isEqualTo(
              IntStream.range(0, law.items()).filter(i -> truth[i] == best).boxed().toList());
    }
  }

  @Test
  void aCondorcetWinnerHasEveryPointAndIndifferenceSharesThem() {
    var random = new Seeds(2).stream("order");
    var found =
        CopelandSearch.defaults().run(6, (i, j) -> i < j ? Answer.BETTER : Answer.WORSE, random);
    assertThat(found.winners()).containsExactly(0);
    assertThat(found.scores()[0]).isEqualTo(5);
    var same =
        new CopelandSearch(
                0.05, ModeTest.Relation.MODE, new DuelChoice.Potential(), false, 1000, true)
            .run(5, (_, _) -> Answer.INDIFFERENT, random);
    assertThat(same.winners()).hasSize(5);
    assertThat(same.scores()).containsOnly(2);
  }

  @Test
  void transitivityInfersWhatItNeedNotAskAndRefusesContradiction() {
    var found =
        CopelandSearch.defaults()
            .withTransitive(true)
            .run(
                8,
                (i, j) ->
                    i / 2 < j / 2
                        ? Answer.BETTER
                        : i / 2 > j / 2 ? Answer.WORSE : Answer.INDIFFERENT,
                new Seeds(3).stream("none"));
    assertThat(found.duels()).isEqualTo(7);
    assertThat(found.certified()).isTrue();
    var cycle = new Relations(3);
    cycle.decide(0, 1, Answer.BETTER);
    cycle.decide(1, 2, Answer.BETTER);
    cycle.decide(2, 0, Answer.BETTER);
    assertThatThrownBy(cycle::close)
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("transitive");
  }

  @Test
  void aPairThatCannotBeDecidedEndsAtTheCapUncertified() {
    var random = new Seeds(4).stream("coin");
    var found =
        new CopelandSearch(
                0.05, ModeTest.Relation.MAJORITY, new DuelChoice.Potential(), false, 200, false)
            .run(2, (_, _) -> random.nextBoolean() ? Answer.BETTER : Answer.WORSE, random);
    assertThat(found.certified()).isFalse();
    assertThat(found.queries()).isEqualTo(200);
    assertThat(found.notes()).singleElement().asString().contains("undecided after 200");
  }

  @Test
  void modeAndMajorityPartWhereIndifferenceIsLikeliest() {
    var tied =
        new TernaryLaw(new double[][] {{0, 0.3}, {0.25, 0}}, new double[][] {{0, 0.45}, {0.45, 0}});
    assertThat(tied.relation(0, 1, ModeTest.Relation.MODE)).isEqualTo(Answer.INDIFFERENT);
    assertThat(tied.relation(0, 1, ModeTest.Relation.MAJORITY)).isEqualTo(Answer.BETTER);
    var won =
        new TernaryLaw(
            new double[][] {{0, 0.34}, {0.33, 0}}, new double[][] {{0, 0.33}, {0.33, 0}});
    assertThat(won.relation(0, 1, ModeTest.Relation.MODE)).isEqualTo(Answer.BETTER);
    assertThat(won.relation(1, 0, ModeTest.Relation.MAJORITY)).isEqualTo(Answer.WORSE);
  }

  @Test
  void baselinesFindTheWinnerAtTheirPrice() {
    var random = new Seeds(5).stream("baselines");
    int n = 6;
    var better = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) if (i != j) better[i][j] = i < j ? 0.75 : 0.25;
    var law = new TernaryLaw(better, new double[n][n]);
    var savage = new Savage(0.05, 1_000_000).run(n, law.oracle(random));
    assertThat(savage.winners()).containsExactly(0);
    assertThat(savage.certified()).isTrue();
    var own =
        new CopelandSearch(
                0.05, ModeTest.Relation.MAJORITY, new DuelChoice.Potential(), false, 100_000, false)
            .run(n, law.oracle(random), random);
    assertThat(own.winners()).containsExactly(0);
    assertThat(own.queries()).isLessThan(savage.queries());
    var thompson = new DoubleThompson(0.6, 4000).run(n, law.oracle(random), random);
    assertThat(thompson.winners()).containsExactly(0);
    long ofWinner = Arrays.stream(thompson.asked()[0]).sum();
    long all = Arrays.stream(thompson.asked()).flatMapToLong(Arrays::stream).sum();
    assertThat(all).isEqualTo(4000);
    assertThat(ofWinner).isGreaterThan(all * 2 / 3);
    var cut = new Savage(0.05, 50).run(n, law.oracle(random));
    assertThat(cut.certified()).isFalse();
    assertThat(cut.queries()).isEqualTo(50);
    assertThat(cut.notes()).isNotEmpty();
    assertThatThrownBy(() -> new Savage(2, 1)).hasMessageContaining("delta = 2.0");
    assertThatThrownBy(() -> new DoubleThompson(0.5, 1)).hasMessageContaining("alpha = 0.5");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new Relations(1)).hasMessageContaining("needs at least 2");
    assertThatThrownBy(() -> new ModeTest(ModeTest.Relation.MODE, 0)).hasMessageContaining("level");
    assertThatThrownBy(() ->
            new CopelandSearch(
                1, ModeTest.Relation.MODE, new DuelChoice.Potential(), false, 10, false))
        .hasMessageContaining("delta = 1.0");
    assertThatThrownBy(() -> new TernaryLaw(new double[][] {{0, 0.5}, {0.6, 0}}, new double[2][2]))
        .hasMessageContaining("sums to 1.1");
  }
}
