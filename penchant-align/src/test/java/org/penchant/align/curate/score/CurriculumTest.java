package org.penchant.align.curate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.align.curate.score.Evidence.Kind;
import org.penchant.align.lm.HiddenSums.Response;
import org.penchant.align.lm.TokenSequence;
import org.penchant.core.problems.Problems;

class CurriculumTest {
  private static Item pair(String place, int prompt, int w, int l, Map<String, Double> columns) {
    return new Item(List.of(sequence(prompt, w, 3), sequence(prompt, l, 4)), columns, place);
  }

  private static TokenSequence sequence(int prompt, int length, int token) {
    int[] ids = new int[2 + length];
    Arrays.fill(ids, token);
    ids[0] = 1;
    ids[1] = prompt;
    return TokenSequence.trainingFrom(ids, 2);
  }

  /** A row whose every score is known. */
  private static Evidence row() {
    return new Evidence(
        pair("row 0", 7, 4, 2, Map.of("chosen_rating", 4.5, "rejected_rating", 3.0, "u", 0.25)),
        new double[] {-4, -6},
        new double[] {-4.5, -5.5},
        List.of(
            Response.of(new double[] {1, 0}, new double[] {.5, 1}),
            Response.of(new double[] {1, 0}, new double[] {0, 2}, new double[] {1, 1})));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "margin=1.5",
        "implicit-margin(0.1)=0.1",
        "difficulty=-1",
        "likelihood-margin=2",
        "ches=2.75",
        "ln-ches=0.1875",
        "last-state=1.5",
        "cosine=0.9230769230769231",
        "edit=-1",
        "shortness=-4",
        "column(u)=0.25",
        "log-probability(chosen)=-4",
        "log-probability(rejected, reference)=-5.5",
        "log-probability(chosen, per-token)=-1",
        "log-probability(rejected, reference, per-token)=-2.75",
        "length(chosen)=4",
        "length(gap)=2",
        "length(ratio)=2"
      })
  void scoresAsTheirFormulasSayAndPrintAsTheyAreRead(String example) {
    String[] parts = example.split("=");
    var score = ScoreText.parse(parts[0]);
    assertThat(score).hasToString(parts[0]);
    assertThat(score.of(row())).isCloseTo(Double.parseDouble(parts[1]), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chess",
        "ches(2)",
        "column()",
        "length",
        "length(both)",
        "random(x)",
        "implicit-margin(-1)",
        "log-probability(chosen, chosen)",
        "",
        "margin margin"
      })
  void refusesWhatIsNoScore(String text) {
    assertThatThrownBy(() -> ScoreText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsOptionsAndTellsAllThatIsWrongAtOnce() {
    var problems = new Problems();
    var read =
        Curriculum.parse(
            List.of("ches quantile<0.95", " likelihood-margin in (0, 3)", "length(ratio)>=.5"),
            Optional.of("margin desc per prompt"),
            Optional.of("margin as sigmoid / 2"),
            problems);
    assertThat(problems.hasErrors()).isFalse();
    assertThat(read.filters())
        .extracting(Filter::toString)
        .containsExactly(
            "ches quantile < 0.95", "likelihood-margin in (0.0, 3.0)", "length(ratio) >= 0.5");
    assertThat(read.filters()).allMatch(f -> Filter.parse(f.toString()).equals(f));
    assertThat(read.order()).contains(Order.parse("margin desc per prompt"));
    assertThat(read.weight().map(Weighting::toString)).contains("margin as sigmoid / 2.0");
    assertThat(read.needs()).containsExactlyInAnyOrder(Kind.STATES, Kind.POLICY);
    Curriculum.parse(
        List.of("ches quantile < 2", "ches <", "margin in (3, 0)"),
        Optional.of("margin down"),
        Optional.of("margin as square"),
        problems);
    assertThat(problems.errorCount()).isEqualTo(5);
  }

  private static List<Evidence> rows(double... margins) {
    return IntStream.range(0, margins.length)
        .mapToObj(
            i -> Evidence.of(pair("row " + i, 7 + i % 2, 1 + i, 1, Map.of("margin", margins[i]))))
        .toList();
  }

  private static Curriculum curriculum(String filter, String order, String weight) {
    var problems = new Problems();
    var read =
        Curriculum.parse(
            filter.isEmpty() ? List.of() : List.of(filter.split("; ")),
            Optional.of(order).filter(t -> !t.isEmpty()),
            Optional.of(weight).filter(t -> !t.isEmpty()),
            problems);
    assertThat(problems.errors()).isEmpty();
    return read;
  }

  @Test
  void filtersOrdersAndWeighs() {
    var rows = rows(3, -1, 2, 0, 2, 5);
    var outcome = curriculum("margin > 0; length(chosen) < 6", "margin desc", "margin").apply(rows);
    assertThat(outcome.kept()).containsExactly(0, 2, 4);
    assertThat(outcome.weights()).containsExactly(3, 2, 2);
    assertThat(outcome.removed().values()).containsExactly(2, 1);
    assertThat(curriculum("", "margin asc", "").apply(rows).kept())
        .containsExactly(1, 3, 2, 4, 0, 5);
    assertThat(Curriculum.none().apply(rows).kept()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  /** Spec 039 keeps 19 pairs of 385 or so: the lowest 5%. */
  @Test
  void quantilesKeepTheirShare() {
    double[] margins = IntStream.range(0, 380).mapToDouble(i -> (i * 77) % 380).toArray();
    var kept = curriculum("margin quantile < 0.05", "", "").apply(rows(margins)).kept();
    assertThat(kept).hasSize(19);
    assertThat(Arrays.stream(kept).mapToDouble(i -> margins[i])).allMatch(m -> m < 19);
    // Equal scores are kept or removed together.
    assertThat(curriculum("margin quantile <= 0.5", "", "").apply(rows(1, 1, 1, 1)).kept())
        .hasSize(4);
    var random = curriculum("random(3) quantile < 0.05", "", "");
    assertThat(random.apply(rows(margins)).kept())
        .hasSize(19)
        .isEqualTo(random.apply(rows(margins)).kept())
        .isNotEqualTo(kept);
  }

  /** Spec 053: stage t holds the pairs of the t-th largest gap of each prompt. */
  @Test
  void ordersPerPromptInStages() {
    var rows = rows(1.5, 1, 0.5, 9, 2.5, 3);
    var outcome = curriculum("", "margin desc per prompt", "").apply(rows);
    assertThat(outcome.kept()).containsExactly(3, 4, 5, 0, 1, 2);
    assertThat(outcome.stages()).containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void weightsHaveMeanOneAndRefuseNegativeOnes() {
    var rows = rows(-1, 0, 800);
    for (String form : List.of("exp", "sigmoid", "quantile", "exp / 1000")) {
      double[] weights = curriculum("", "", "margin as " + form).apply(rows).weights();
      assertThat(Arrays.stream(weights).sum()).isCloseTo(3, within(1e-12));
      assertThat(weights[0]).isLessThanOrEqualTo(weights[1]);
      assertThat(weights[1]).isLessThan(weights[2]);
    }
    assertThatThrownBy(() -> curriculum("", "", "margin").apply(rows))
        .hasMessageContaining("must be at least 0");
    assertThatThrownBy(() -> curriculum("margin > 1000", "", "").apply(rows))
        .hasMessageContaining("no row is left");
  }

  @Test
  void namesEveryRowThatLacksAScore() {
    var single = new Item(List.of(sequence(1, 2, 3)), Map.of(), "row 9");
    var problems = new Problems();
    curriculum("ches < 0; margin > 0", "utility asc", "").check(List.of(single), problems);
    assertThat(problems.errors()).hasSize(4).allMatch(p -> p.place().equals("row 9"));
    var items = new ArrayList<>(List.of(single));
    var fine = new Problems();
    curriculum("log-probability(chosen) < 0; length(chosen) > 1", "", "").check(items, fine);
    assertThat(fine.hasErrors()).isFalse();
  }
}
