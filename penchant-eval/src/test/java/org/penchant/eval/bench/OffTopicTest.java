package org.penchant.eval.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.eval.bench.BenchItem.Pair;

class OffTopicTest {
  private static Comparison row(int number, String prompt, String one, String other) {
    return Comparison.pair(
        Content.of(prompt), Content.of(one), Content.of(other), Provenance.made("rows", number));
  }

  private static List<Pair> pairs(List<Comparison> rows) {
    return OffTopic.of(rows).items().stream().map(Pair.class::cast).toList();
  }

  /** By words: b b, h h h, d e f g; answers of twice the words are taken in turn. */
  @Test
  void theShortestOfAPromptMeetsALongOneOfAnother() {
    var rows =
        List.of(row(0, "p", "a", "b b"), row(1, "q", "c", "d e f g"), row(2, "r", "h h h", "i i"));
    assertThat(pairs(rows))
        .extracting(
            p -> p.prompt().plain() + ": " + p.chosen().plain() + " < " + p.rejected().plain())
        .containsExactly("p: a < h h h", "q: c < h h h", "r: i i < d e f g");
    var length = OffTopic.of(rows).run(Lengths.LONGER, BenchOptions.defaults());
    assertThat(length.figure("accuracy").value().estimate()).isZero();
  }

  @Test
  void answersToThePromptItselfInAnotherRowDoNotCount() {
    var rows =
        List.of(row(0, "p", "a", "b b b b"), row(1, "p", "a a", "b b"), row(2, "q", "c", "d d"));
    assertThat(pairs(rows))
        .extracting(p -> p.prompt().plain() + ": " + p.rejected().plain())
        .containsExactly("p: d d", "q: b b b b");
    assertThatThrownBy(() -> OffTopic.of(rows.subList(0, 2))).hasMessageContaining("2 rows");
    assertThatThrownBy(() -> OffTopic.of(List.of())).hasMessageContaining("0 rows");
  }
}
