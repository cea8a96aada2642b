package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;

/** Prompt pairs and gaps of shared/papers/051. */
class PromptStepsTest {
  private static final String W = "An owl sees a mouse, and it waits for many cold nights.";
  private static final String L = "Owls see mice at 3 or 4";

  private static Comparison pair(long row, String chosen, String rejected) {
    return Comparison.pair(
        Content.of("What do owls see?"),
        Content.of(chosen),
        Content.of(rejected),
        new Provenance("f", row, ""));
  }

  private static Comparison[] pairs() {
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < 60; i++) rows.add(pair(i, W, L));
    return rows.toArray(Comparison[]::new);
  }

  @Test
  void promptsOfOnePairHaveAsManyInstructionsAndTheSameResponse() {
    var made = Lists.run(new PromptPairs(3, PromptPairs.Responses.BOTH), pairs()).rows();
    assertThat(made).hasSize(120);
    for (var row : made) {
      assertThat(row.prompt()).isEqualTo(Content.of(List.of()));
      var better = ((Content.Chat) row.chosen().content()).messages();
      var worse = ((Content.Chat) row.rejected().content()).messages();
      assertThat(better.getLast()).isEqualTo(worse.getLast());
      assertThat(better.getLast().content()).isIn(W, L);
      assertThat(better.getFirst()).isNotEqualTo(worse.getFirst());
      assertThat(better.getFirst().content()).startsWith("What do owls see? ");
      assertThat(better.getFirst().content()).doesNotContain(W).doesNotContain(L);
      assertThat(row.column("instructions").orElseThrow()).isBetween(1.0, 3.0);
    }
    assertThat(made.stream().map(r -> r.column("instructions").orElseThrow()).distinct())
        .hasSize(3);
  }

  @Test
  void turnsWrittenAsTextBecomeTurns() {
    String asked = "\n\nHuman: Hi\n\nAssistant: Yes?\n\nHuman: What do owls see?\n\nAssistant:";
    var row = pair(0, " " + W, " " + L).withPrompt(Content.of(asked));
    var made = Lists.run(PromptPairs.defaults(), row).rows().getFirst();
    var turns = ((Content.Chat) made.chosen().content()).messages();
    assertThat(turns.stream().map(Message::role))
        .containsExactly("user", "assistant", "user", "assistant");
    assertThat(turns.get(2).content()).startsWith("What do owls see? ");
    assertThat(turns.getLast().content()).isEqualTo(W);
    var longer = Lists.run(GapPairs.defaults(), row).rows().getLast();
    assertThat(longer.prompt().plain())
        .startsWith(asked.substring(0, 40))
        .endsWith(".\n\nAssistant:");
  }

  @Test
  void emptyResponsesAreCounted() {
    var made = Lists.run(PromptPairs.defaults(), pair(0, " ", L));
    assertThat(made.steps().getFirst().leftOut()).containsEntry("empty responses", 1L);
    var gap = Lists.run(GapPairs.defaults(), pair(0, W, ""));
    assertThat(gap.steps().getFirst().leftOut()).containsEntry("pairs with an empty response", 1L);
  }

  @Test
  void addedInstructionsTellTheResponsesApart() {
    for (var direction : GapPairs.Direction.values()) {
      var made = Lists.run(new GapPairs(2, direction), pairs()).rows();
      assertThat(made).hasSize(120);
      for (int i = 0; i < made.size(); i += 2) {
        var before = made.get(i);
        var after = made.get(i + 1);
        assertThat(before.column("gap_group")).isEqualTo(after.column("gap_group"));
        assertThat(before.column("gap_order").orElseThrow()).isZero();
        assertThat(after.chosen()).isEqualTo(before.chosen());
        boolean greater = after.column("gap_order").orElseThrow() > 0;
        var demands = Demands.of(after, new Problems());
        assertThat(demands).isNotEmpty();
        for (var demand : demands) {
          assertThat(after.prompt().plain()).contains(demand.text());
          assertThat(demand.satisfiedBy(0, W)).isEqualTo(greater);
          assertThat(demand.satisfiedBy(1, L)).isEqualTo(!greater);
        }
      }
      var orders = made.stream().map(r -> r.column("gap_order").orElseThrow()).distinct().toList();
      assertThat(orders).hasSize(direction == GapPairs.Direction.EITHER ? 3 : 2);
    }
  }

  @Test
  void whatBothSatisfyIsNoInstruction() {
    var same = Lists.run(GapPairs.defaults(), pair(0, W, W));
    assertThat(same.rows()).isEmpty();
    assertThat(same.steps().getFirst().leftOut())
        .containsEntry("pairs no instruction could be found for", 1L);
  }

  @Test
  void instructionsThatStandAreNotContradicted() {
    var asked = List.of(Map.of("max-words", Map.of("words", 12)));
    var turns = List.of(new Message("user", "What do owls see? Use at most 12 words."));
    for (int i = 0; i < 30; i++) {
      var row =
          pair(i, W, L).withPrompt(Content.of(turns)).withTemplate(Map.of("constraints", asked));
      for (var made : Lists.run(GapPairs.defaults(), row).rows())
        assertThat(made.prompt().plain()).doesNotContain("at least").contains("12 words");
    }
  }

  @Test
  void listsHaveNoGap() {
    assertThatThrownBy(() -> Lists.run(GapPairs.defaults(), Lists.scored(4, 1, 2)))
        .hasMessageContaining("lists.jsonl row 4");
  }
}
