package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.AddRationales.Detail;
import org.penchant.align.curate.AddRationales.Order;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.seam.Generator;

/** Rationales of shared/papers/079, written by a script. */
class AddRationalesTest {
  private final List<String> asked = new ArrayList<>();

  /** Answers a first question with its last words and a second one with "above". */
  private final Generator script =
      (prompts, samples) -> {
        assertThat(samples).isEqualTo(1);
        return prompts.stream()
            .map(prompt -> {
              asked.add(prompt.plain());
              boolean second = prompt.plain().contains("Somebody said");
              boolean dull = prompt.plain().contains("dull");
              return List.of(
                  Content.of(second ? " Above." : dull ? " " : "It is clearer than the other."));
            })
            .toList();
      };

  private Curation.Curated run(AddRationales step, Comparison... rows) {
    return new Curation(List.of(step)).run(List.of(rows), Lists.tools().withGenerator(script));
  }

  @Test
  void theWriterIsToldWhichIsBetterAndWhereItStands() {
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < 40; i++) rows.add(pair(i, "good", "bad"));
    var made = run(AddRationales.defaults(), rows.toArray(Comparison[]::new)).rows();
    assertThat(made).hasSize(40);
    for (int i = 0; i < 40; i++) {
      boolean above = made.get(i).column("chosen_above").orElseThrow() == 1;
      assertThat(asked.get(i))
          .contains("prompt " + i, "The response " + (above ? "above" : "below") + " is the better")
          .contains("Response above:\n" + (above ? "good" : "bad"));
      assertThat(made.get(i).feedback().mark().rationale())
          .contains("It is clearer than the other.");
    }
    assertThat(made.stream().map(r -> r.column("chosen_above").orElseThrow()).distinct())
        .hasSize(2);
    asked.clear();
    run(new AddRationales(Detail.DETAILED, Order.CHOSEN_FIRST, false), rows.getFirst());
    assertThat(asked.getFirst()).contains("Response above:\ngood", "citing the parts");
  }

  @Test
  void aSecondThoughtDropsWhatItContradicts() {
    var step = new AddRationales(Detail.GENERAL, Order.RANDOM, true);
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < 20; i++) rows.add(pair(i, "good", "bad"));
    var made = run(step, rows.toArray(Comparison[]::new));
    assertThat(made.rows()).allMatch(r -> r.column("chosen_above").orElseThrow() == 1);
    assertThat(made.steps().getFirst().leftOut())
        .containsEntry("pairs the writer then decided otherwise", 20L - made.rows().size());
    assertThat(asked)
        .hasSize(40)
        .filteredOn(q -> q.contains("Somebody said"))
        .allMatch(q -> q.contains("It is clearer") && !q.contains("is the better one"));
  }

  @Test
  void rationalesThatStandAreKeptAndMissingOnesCounted() {
    var has =
        pair(0, "a", "b")
            .withCandidates(
                pair(0, "a", "b").candidates(),
                new Pairwise(Outcome.FIRST, 1, Mark.NONE.withRationale("because")));
    var made = run(AddRationales.defaults(), has, pair(1, "dull", "bad"), pair(2, "a", "b"));
    assertThat(made.rows()).hasSize(2);
    assertThat(made.rows().getFirst().feedback().mark().rationale()).contains("because");
    assertThat(made.steps().getFirst().noted()).containsEntry("rows that had a rationale", 1L);
    assertThat(made.steps().getFirst().leftOut())
        .containsEntry("pairs the writer gave no rationale for", 1L);
    assertThat(asked).hasSize(2);
  }

  @Test
  void withoutAWriterOrAPairItSaysSo() {
    assertThatThrownBy(() -> Lists.run(AddRationales.defaults(), pair(0, "a", "b")))
        .hasMessageContaining("--model");
    assertThatThrownBy(() -> run(AddRationales.defaults(), Lists.scored(3, 1, 2)))
        .hasMessageContaining("lists.jsonl row 3");
  }

  private static Comparison pair(long row, String chosen, String rejected) {
    return Comparison.pair(
        Content.of("prompt " + row),
        Content.of(chosen),
        Content.of(rejected),
        new Provenance("f", row, ""));
  }
}
