package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/** Pairs out of scored samples: papers 034 and 053. */
class PairStepsTest {
  private static final Comparison GOLDEN = Lists.scored(3, .2, 1.1, -.5, .6, -1.9, .3, .9, -.1);

  @Test
  void thereAreTwentyOneCombinations() {
    int pairs = 0;
    for (var better : Position.values())
      for (var worse : Position.values()) {
        if (worse.isBelow(better)) {
          var made = Lists.run(ChoosePair.defaults().withPositions(better, worse), GOLDEN).rows();
          for (var pair : made)
            assertThat(pair.columns().get("chosen_rating"))
                .isGreaterThan(pair.columns().getOrDefault("rejected_rating", 9.0));
          pairs++;
        } else
          assertThatThrownBy(() -> ChoosePair.defaults().withPositions(better, worse))
              .hasMessageContaining("must be a better position");
      }
    assertThat(pairs).isEqualTo(21);
  }

  @Test
  void theRuleOfThePaperTakesMaxAndMinusTwoSigma() {
    var made = Lists.run(ChoosePair.defaults(), GOLDEN).rows();
    assertThat(made).hasSize(1);
    assertThat(Lists.chosen(made.getFirst())).isEqualTo("reply 1");
    assertThat(Lists.rejected(made.getFirst())).isEqualTo("reply 4");
    assertThat(made.getFirst().columns())
        .isEqualTo(Map.of("chosen_rating", 1.1, "rejected_rating", -1.9));
    var lineage = made.getFirst().provenance().lineage();
    assertThat(lineage.sources()).hasToString("[Source[file=lists.jsonl, row=3]]");
    assertThat(lineage.steps().getFirst()).contains("choose-pair", "minus-two-sigma");
  }

  @Test
  void listsWithoutTwoPlacesAreCounted() {
    var report =
        Lists.run(
            ChoosePair.defaults().withPositions(Position.PLUS_TWO_SIGMA, Position.PLUS_SIGMA),
            Lists.scored(0, 1, 1, 1),
            Lists.scored(1, 1),
            Lists.scored(2, 1, 2, Double.NaN),
            Lists.scored(3, List.of("a", "a", "b"), 1, 5, 2),
            Lists.scored(4, 0, 0, 1, 1, 1, 1));
    assertThat(report.rows()).isEmpty();
    assertThat(report.steps().getFirst().leftOut())
        .containsEntry("rows whose scores are all equal", 1L)
        .containsEntry("rows with fewer than two scored candidates", 1L)
        .containsEntry("candidates without a score", 1L)
        .containsEntry("candidates whose text stood before", 1L)
        .containsEntry("rows where both positions fall on one score", 3L);
    assertThat(report.steps().getFirst().noted().toString()).contains("coarse=1");
  }

  @Test
  void theDrawnRejectedIsWorseThanTheChosen() {
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < 50; i++) rows.add(Lists.scored(i, 0, 1, 2, 3, 4, 5));
    var one = Lists.run(new DrawnRejected(Position.MAX, 1, ""), rows.toArray(Comparison[]::new));
    assertThat(one.rows()).hasSize(50).allMatch(row -> Lists.chosen(row).equals("reply 5"));
    assertThat(one.rows().stream().map(Lists::rejected).distinct()).hasSize(5);
    var all = Lists.run(DrawnRejected.defaults(), rows.toArray(Comparison[]::new));
    assertThat(all.rows()).allMatch(row -> Lists.rejected(row).equals("reply 0"));
    var low = Lists.run(new DrawnRejected(Position.MIN, 1, ""), rows.getFirst());
    assertThat(low.steps().getFirst().leftOut())
        .containsEntry("rows where no drawn sample is worse than the chosen one", 1L);
  }

  @Test
  void stagesGoFromTheWidestGapToTheNarrowest() {
    var made = Lists.run(BestVersusEach.defaults(), Lists.scored(0, 4.5, 3.0, 4.0, 2.0)).rows();
    assertThat(made.stream().map(Lists::chosen)).containsOnly("reply 0");
    assertThat(made.stream().map(Lists::rejected)).containsExactly("reply 3", "reply 1", "reply 2");
    assertThat(made.stream().map(row -> Measure.of(row, "rating_gap").orElseThrow()))
        .containsExactly(2.5, 1.5, .5);
    assertThat(made.stream().map(row -> row.column("stage").orElseThrow()))
        .containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void aTieWithTheBestLeavesAStageEmpty() {
    var made = Lists.run(BestVersusEach.defaults(), Lists.scored(0, 5, 5, 3, 1));
    assertThat(made.rows().stream().map(row -> row.column("stage").orElseThrow()))
        .containsExactly(1.0, 2.0);
    assertThat(made.steps().getFirst().leftOut()).containsEntry("pairs without a gap", 1L);
  }

  @Test
  void allPairsAndARandomOneKeepTheOrderOfTheScores() {
    var all = Lists.run(AllPairs.defaults(), Lists.scored(0, 1, 3, 2, 3));
    assertThat(all.rows()).hasSize(5);
    assertThat(all.steps().getFirst().leftOut()).containsEntry("pairs of equal scores", 1L);
    assertThat(all.rows()).allMatch(row -> Measure.of(row, "rating_gap").orElseThrow() > 0);
    var one = Lists.run(RandomPair.defaults(), Lists.scored(0, 1, 3, 2, 3), Lists.scored(1, 2, 2));
    assertThat(one.rows()).hasSize(1);
    assertThat(Measure.of(one.rows().getFirst(), "rating_gap").orElseThrow()).isPositive();
  }

  @Test
  void rankingsServeToo() {
    var list = Lists.scored(0, 0, 0, 0);
    var ranked =
        list.withCandidates(
            list.candidates(), new Ranking(List.of(List.of(2), List.of(0), List.of(1)), Mark.NONE));
    var made = Lists.run(BestVersusEach.defaults(), ranked).rows();
    assertThat(made.stream().map(Lists::rejected)).containsExactly("reply 1", "reply 0");
    assertThat(made.getFirst().columns()).containsOnlyKeys("stage");
  }

  @Test
  void rowsThatAreNoListsAreNamedTogether() {
    var pair =
        Comparison.pair(
            Content.of("p"), Content.of("a"), Content.of("b"), new Provenance("f", 5, ""));
    assertThatThrownBy(() -> Lists.run(ChoosePair.defaults(), pair, pair))
        .isInstanceOfSatisfying(
            ProblemsException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ExitCode.BAD_DATA);
              assertThat(refused.lines()).hasSize(2).allMatch(l -> l.contains("f row 5"));
            });
  }
}
