package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.ReverseConstraints.Irreversible;
import org.penchant.align.curate.constraint.Demand;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;

/** The identities of shared/papers/003 and its traps. */
class ReverseConstraintsTest {
  private static final List<String> ASKED = List.of("aa", "bb", "cc", "dd", "ee", "ff");
  private static final Provenance HERE = new Provenance("asked.jsonl", 4, "");

  /** Six keywords are asked for; a response has those whose entry is 1. */
  private static Comparison pair(int[] chosen, int[] rejected) {
    var constraints =
        ASKED.stream().map(w -> Map.of("keyword", Map.of("word", w, "wanted", true))).toList();
    return Comparison.pair(Content.of(prompt()), response(chosen), response(rejected), HERE)
        .withTemplate(Map.of("constraints", constraints));
  }

  private static String prompt() {
    var text = new StringBuilder("Write.");
    for (String word : ASKED) text.append(" Use the word \"").append(word).append("\".");
    return text.toString();
  }

  private static Content response(int[] satisfied) {
    var words = IntStream.range(0, 6).filter(i -> satisfied[i] == 1).mapToObj(ASKED::get).toList();
    return Content.of("Words: " + String.join(" ", words));
  }

  private static final int[] W = {1, 1, 0, 1, 0, 0};
  private static final int[] L = {0, 1, 1, 0, 0, 1};

  @Test
  void theGoldenPair() {
    var made = Lists.run(ReverseConstraints.defaults(), pair(W, L)).rows();
    assertThat(made).hasSize(1);
    var row = made.getFirst();
    assertThat(row.columns())
        .isEqualTo(Map.of("gap_before", 0.0, "gap_after", 4.0, "constraints_reversed", 3.0));
    assertThat(row.prompt().plain())
        .isEqualTo(
            "Write. Use the word \"aa\". Use the word \"bb\". Do not use the word \"cc\". "
                + "Use the word \"dd\". Do not use the word \"ee\". Do not use the word \"ff\".");
    assertThat(e(row, 0)).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(e(row, 1)).containsExactly(0, 1, 0, 0, 1, 0);
  }

  @Test
  void bothDirectionsHaveTheSameGapAndReversingTwiceRestores() {
    var both = new ReverseConstraints(true, 3, Irreversible.DROP_PAIR);
    var made = Lists.run(both, pair(W, L)).rows();
    assertThat(made).hasSize(2).allMatch(r -> r.column("gap_after").orElseThrow() == 4);
    assertThat(made.get(1).chosen().content()).isEqualTo(response(L));
    // The chosen of an already reversed row is perfect: nothing changes any more.
    var again = Lists.run(ReverseConstraints.defaults(), made.getFirst());
    assertThat(again.rows().getFirst().prompt()).isEqualTo(made.getFirst().prompt());
    assertThat(again.steps().getFirst().noted().toString()).contains("perfect already=1");
    var demands = Demands.of(pair(W, L), new Problems());
    assertThat(demands.stream().map(d -> d.reversed().reversed()).toList()).isEqualTo(demands);
  }

  @Test
  void alikeVectorsSayNothing() {
    var made = Lists.run(ReverseConstraints.defaults(), pair(W, W));
    assertThat(made.rows()).isEmpty();
    assertThat(made.steps().getFirst().leftOut())
        .containsEntry("pairs that satisfy the same constraints", 1L);
  }

  @Test
  void ofAListTheBestMeetsTheWorstFirst() {
    var row = Lists.scored(0, List.of("aa bb", "cc", "aa", "aa bb cc dd", "bb"), 0, 0, 0, 0, 0);
    var asked = pair(W, L);
    row = row.withPrompt(asked.prompt()).withTemplate(asked.template());
    var made = Lists.run(ReverseConstraints.defaults(), row);
    assertThat(made.rows()).hasSize(3);
    assertThat(Lists.chosen(made.rows().getFirst())).isEqualTo("aa bb cc dd");
    assertThat(Lists.rejected(made.rows().getFirst())).isEqualTo("cc");
    assertThat(made.steps().getFirst().leftOut()).containsEntry("pairs beyond most-pairs", 7L);
  }

  private static Comparison judged(boolean safety, String opposite) {
    var polite =
        Map.of(
            "text",
            "Be polite.",
            "judged",
            List.of(false, true),
            "opposite",
            opposite,
            "safety",
            safety);
    var brief = Map.of("text", "Keep it short.", "check", Map.of("max-words", Map.of("words", 2)));
    var turns =
        List.of(new Message("system", "Be polite."), new Message("user", "Hi. Keep it short."));
    return Comparison.pair(
            Content.of(turns),
            Content.of(List.of(new Message("assistant", "Go away."))),
            Content.of(List.of(new Message("assistant", "Good day to you."))),
            HERE)
        .withTemplate(Map.of("constraints", List.of(polite, brief)));
  }

  @Test
  void whatHasNoOppositeIsNeverReversed() {
    var drop = new ReverseConstraints(false, 1, Irreversible.DROP_CONSTRAINT);
    var none = Lists.run(ReverseConstraints.defaults(), judged(false, ""));
    assertThat(none.steps().getFirst().leftOut().toString()).contains("without a clear opposite=1");
    var safety = Lists.run(drop, judged(true, "Be rude."));
    assertThat(safety.steps().getFirst().leftOut().toString()).contains("safety constraint=1");
    var dropped = Lists.run(drop, judged(false, "")).rows().getFirst();
    assertThat(dropped.prompt().plain()).isEqualTo("system: \nuser: Hi. Keep it short.");
    assertThat(Demands.of(dropped, new Problems())).hasSize(1);
    var reversed = Lists.run(drop, judged(false, "Be blunt.")).rows().getFirst();
    assertThat(reversed.prompt().plain()).isEqualTo("system: Be blunt.\nuser: Hi. Keep it short.");
    assertThat(Demands.of(reversed, new Problems()).getFirst())
        .isEqualTo(
            new Demand(
                "Be blunt.",
                "Be polite.",
                java.util.Optional.empty(),
                List.of(true, false),
                false));
  }

  @Test
  void wrongConstraintsAreNamedAndAbsentWordsCounted() {
    var wrong =
        pair(W, L).withTemplate(Map.of("constraints", List.of(Map.of("max-word", Map.of()))));
    assertThatThrownBy(() -> Lists.run(ReverseConstraints.defaults(), wrong))
        .hasMessageContaining("asked.jsonl row 4 constraints[0]")
        .hasMessageContaining("'max-word' is not one of");
    var unsaid = pair(W, L).withPrompt(Content.of("Write."));
    assertThat(Lists.run(ReverseConstraints.defaults(), unsaid).steps().getFirst().leftOut())
        .containsEntry("pairs whose prompt does not state a constraint", 1L);
  }

  private static List<Integer> e(Comparison row, int candidate) {
    var vector = new ArrayList<Integer>();
    String text = row.candidates().get(candidate).content().plain();
    for (var demand : Demands.of(row, new Problems()))
      vector.add(demand.satisfiedBy(candidate, text) ? 1 : 0);
    return vector;
  }
}
