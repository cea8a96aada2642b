package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.penchant.align.lm.PromptTemplate.Range;
import org.penchant.align.lm.PromptTemplate.Rendering;
import org.penchant.align.lm.SequenceEncoder.Straddling;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Message;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

class SequenceEncoderTest {
  @Test
  void theMaskComesFromCharactersOfOneRendering() throws Exception {
    try (var tokenizer = Tokenizer.load(Stories.folder())) {
      var encoder = SequenceEncoder.of(tokenizer, PromptTemplate.plain(), 512);
      assertThat(encoder.policy()).isEqualTo("BOS 1 before, EOS 2 behind");
      var problems = new Problems();
      var row = row("Lily was happy", " because her mom gave her a big red ball.");
      var sequence = encoder.encode(row, row.chosen().content(), problems).orElseThrow().sequence();
      assertThat(problems.errors()).isEmpty();
      int[] expected = java.util.Arrays.copyOf(StoriesTest.BALL, 23);
      expected[22] = 2;
      assertThat(sequence.ids()).containsExactly(expected);
      String trained =
          tokenizer.decode(sequence.trains().stream().map(i -> sequence.ids()[i]).toArray(), false);
      assertThat(trained.strip()).isEqualTo("because her mom gave her a big red ball.");
      assertThat(sequence.trains().get(22)).isTrue();
      assertThat(encoder.encodePrompt(Content.of("<s>Lily"), "p"))
          .containsExactly(tokenizer.encode("<s>Lily").ids());
      assertThat(encoder.encodePrompt(Content.of("Lily"), "p")).startsWith(1, 317);
      var bare = encoder.withBos(OptionalInt.empty()).withEos(OptionalInt.empty());
      assertThat(bare.encode(row, row.chosen().content(), problems).orElseThrow().sequence().ids())
          .containsExactly(java.util.Arrays.copyOfRange(StoriesTest.BALL, 1, 22));
    }
  }

  @Test
  void everyMistakeNamesItsRow() throws Exception {
    try (var tokenizer = Tokenizer.load(Stories.folder())) {
      var encoder = SequenceEncoder.of(tokenizer, PromptTemplate.plain(), 8);
      var problems = new Problems();
      var straddling = row("She was hap", "py");
      assertThat(encoder.encode(straddling, straddling.chosen().content(), problems)).isEmpty();
      var counted =
          encoder
              .withMaxLength(512)
              .withStraddling(Straddling.COUNT)
              .encode(straddling, straddling.chosen().content(), problems)
              .orElseThrow();
      assertThat(counted.straddling()).isEqualTo(1);
      assertThat(counted.sequence().trained()).isEqualTo(1);
      var chat = Content.of(List.of(new Message("user", "hi")));
      assertThat(encoder.encode(row("a", "b"), chat, problems)).isEmpty();
      var lengthy = row("Once upon a time", " there was a little girl named Lily who sang");
      assertThat(encoder.encode(lengthy, lengthy.chosen().content(), problems)).isEmpty();
      var empty = row("", "Lily");
      assertThat(
              encoder
                  .withBos(OptionalInt.empty())
                  .encode(empty, empty.chosen().content(), problems))
          .isEmpty();
      assertThat(problems.errors())
          .extracting(p -> p.place() + " " + p.rule())
          .satisfiesExactly(
              p -> assertThat(p).startsWith("test row 4 one token holds"),
              p -> assertThat(p).startsWith("test row 4 is a dialogue"),
              p -> assertThat(p).startsWith("test row 4 is longer than the 8"),
              p -> assertThat(p).startsWith("test row 4 the prompt has no token"));
      assertThatThrownBy(() -> encoder.encodePrompt(chat, "prompt 2"))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("prompt 2");
    }
  }

  @Test
  void severalRangesTrainAndClosedTextGetsNoEnd() throws Exception {
    try (var tokenizer = Tokenizer.load(Stories.folder())) {
      String text = "one two three four";
      var rendering = new Rendering(text, List.of(new Range(3, 7), new Range(13, 18)), false, true);
      var encoded =
          SequenceEncoder.of(tokenizer, PromptTemplate.plain(), 64)
              .encode(rendering, "here", new Problems())
              .orElseThrow()
              .sequence();
      int[] trained = encoded.trains().stream().map(i -> encoded.ids()[i]).toArray();
      assertThat(tokenizer.decode(trained, false).strip()).isEqualTo("two four");
      assertThat(encoded.ids()).doesNotContain(2);
    }
  }

  private static Comparison row(String prompt, String response) {
    return Comparison.pair(
        Content.of(prompt), Content.of(response), Content.of("-"), new Provenance("test", 4, ""));
  }
}
