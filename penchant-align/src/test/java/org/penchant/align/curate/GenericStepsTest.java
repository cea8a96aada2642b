package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Provenance;

/** Steps that choose, order and rescale rows. */
class GenericStepsTest {
  private static Comparison pair(long row, double chosen, double rejected) {
    return Comparison.pair(
            Content.of("p"),
            Content.of("c".repeat(3 + (int) row)),
            Content.of("r"),
            new Provenance("f", row, ""))
        .withColumn("chosen_rating", chosen)
        .withColumn("rejected_rating", rejected);
  }

  private static Comparison[] gaps(double... gaps) {
    var rows = new ArrayList<Comparison>();
    for (double gap : gaps) rows.add(pair(rows.size(), gap, 0));
    return rows.toArray(Comparison[]::new);
  }

  private static List<Long> places(Curation.Curated made) {
    return made.rows().stream().map(r -> r.provenance().row()).toList();
  }

  @Test
  void filtersByValueAndByQuantile() {
    var rows = gaps(0, 1, 2, 3, 4);
    var value = Lists.run(new Filter("rating_gap", 1, 3, Filter.Scale.VALUE), rows);
    assertThat(places(value)).containsExactly(1L, 2L, 3L);
    assertThat(value.steps().getFirst().leftOut())
        .containsEntry("rows below the range", 1L)
        .containsEntry("rows above the range", 1L);
    var quantile = Lists.run(new Filter("rating_gap", .5, 1, Filter.Scale.QUANTILE), rows);
    assertThat(places(quantile)).containsExactly(2L, 3L, 4L);
    var absent = Lists.run(new Filter("hard", 0, 1, Filter.Scale.VALUE), rows);
    assertThat(absent.steps().getFirst().leftOut()).containsEntry("rows without hard", 5L);
    assertThatThrownBy(() -> new Filter("hard", 2, 1, Filter.Scale.VALUE))
        .hasMessageContaining("must not be above");
  }

  @Test
  void sortsStablyByColumnsAndByWhatFollowsFromThem() {
    assertThat(places(Lists.run(Sort.defaults(), gaps(1, 3, 1, 2))))
        .containsExactly(1L, 3L, 0L, 2L);
    assertThat(places(Lists.run(new Sort("chosen_length", false), gaps(1, 3, 1))))
        .containsExactly(0L, 1L, 2L);
    assertThat(places(Lists.run(new Sort("length_gap", true), gaps(1, 3, 1))))
        .containsExactly(2L, 1L, 0L);
  }

  @Test
  void keepsTheFirstOfRowsAlike() {
    var one = Lists.scored(0, List.of("a", "b"), 1, 2).withPrompt(Content.of("p"));
    var swapped = Lists.scored(1, List.of("b", "a"), 1, 2).withPrompt(Content.of("p"));
    var other = Lists.scored(2, List.of("a", "b"), 2, 1).withPrompt(Content.of("p"));
    assertThat(places(Lists.run(new Dedupe(Dedupe.By.ROW), one, swapped, other, one)))
        .containsExactly(0L, 1L, 2L);
    assertThat(places(Lists.run(new Dedupe(Dedupe.By.CANDIDATES), one, swapped, other)))
        .containsExactly(0L);
    var made = Lists.run(new Dedupe(Dedupe.By.PROMPT), one, swapped, Lists.scored(3, 1, 2));
    assertThat(places(made)).containsExactly(0L, 3L);
    assertThat(made.steps().getFirst().leftOut()).containsEntry("rows alike to one before", 1L);
  }

  @Test
  void drawsSomeRowsInTheirOrder() {
    var made = Lists.run(new Sample(3), gaps(1, 2, 3, 4, 5, 6, 7));
    assertThat(places(made)).hasSize(3).isSorted().doesNotHaveDuplicates();
    assertThat(made.steps().getFirst().leftOut()).containsEntry("rows not drawn", 4L);
    assertThat(places(Lists.run(new Sample(9), gaps(1, 2)))).containsExactly(0L, 1L);
  }

  @Test
  void shuffledCandidatesKeepTheirScores() {
    var row = Lists.scored(0, 0, 1, 2, 3, 4, 5, 6, 7);
    var made = Lists.run(Shuffle.defaults(), row).rows().getFirst();
    assertThat(made.candidates()).containsExactlyInAnyOrderElementsOf(row.candidates());
    assertThat(made.candidates()).isNotEqualTo(row.candidates());
    var scores = ((Rating) made.feedback()).scores().getOrDefault("score", List.of());
    for (int i = 0; i < 8; i++)
      assertThat(made.candidates().get(i))
          .isEqualTo(Candidate.response(Content.of("reply " + scores.get(i).intValue())));
    for (int i = 0; i < 20; i++) {
      var pair = Lists.run(Shuffle.defaults(), gaps(1, 2, 3, 4, 5)).rows().get(i % 5);
      assertThat(Lists.rejected(pair)).isEqualTo("r");
    }
    assertThat(places(Lists.run(new Shuffle(Shuffle.What.ROWS), gaps(1, 2, 3, 4, 5, 6))))
        .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L)
        .isNotEqualTo(List.of(0L, 1L, 2L, 3L, 4L, 5L));
  }

  @Test
  void scoresAreStandardisedOverAPromptOrAllData() {
    var one = Lists.scored(0, 1, 3, Double.NaN);
    var two = Lists.scored(1, 7, 9, 7);
    var flat = Lists.scored(2, 4, 4);
    var prompt = Lists.run(Standardise.defaults(), one, two, flat);
    assertThat(scores(prompt, 0)).containsExactly(-1, 1, Double.NaN);
    assertThat(scores(prompt, 2)).containsExactly(0, 0);
    assertThat(prompt.steps().getFirst().noted().toString()).contains("all equal, now 0=1");
    var data = Lists.run(new Standardise(Standardise.Over.DATA), one, Lists.scored(1, 5, 7));
    assertThat(scores(data, 0)[0]).isCloseTo(-3 / Math.sqrt(5), within(1e-12));
    assertThat(scores(data, 1)[1]).isCloseTo(3 / Math.sqrt(5), within(1e-12));
  }

  private static double[] scores(Curation.Curated made, int row) {
    return ((Rating) made.rows().get(row).feedback())
        .scores().getOrDefault("score", List.of()).stream().mapToDouble(s -> s).toArray();
  }
}
