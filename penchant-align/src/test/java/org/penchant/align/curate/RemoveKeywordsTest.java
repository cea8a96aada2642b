package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.RemoveKeywords.Order;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;

/** The data parts of shared/papers/008. */
class RemoveKeywordsTest {
  private static final String TEXT =
      "The barn owl hunts at night. A barn owl hears a field mouse under deep snow,"
          + " and its soft feathers make no sound.";

  @Test
  void theGoldenPhrases() {
    var phrases = Rake.english(3).phrases("deep neural nets / deep features");
    assertThat(phrases)
        .containsExactly(
            new Rake.Phrase(List.of("deep", "neural", "nets"), 8.5),
            new Rake.Phrase(List.of("deep", "features"), 4.5));
  }

  @Test
  void theGoldenCounts() {
    assertThat(new RemoveKeywords(4, 3, Order.RANDOM, "").removed(7)).containsExactly(0, 2, 5, 7);
    assertThat(new RemoveKeywords(5, 3, Order.RANDOM, "").removed(6))
        .containsExactly(0, 2, 3, 5, 6);
  }

  @Test
  void phrasesEndAtStopWordsAndAreNotLongerThanAllowed() {
    assertThat(Rake.english(2).phrases("Very long barn owl feathers, and snow.").getFirst().words())
        .containsExactly("snow");
    assertThat(Rake.english(3).phrases("of the and, to")).isEmpty();
  }

  @RepeatedTest(20)
  void theFirstCopyIsTheResponseAndTheLastHasNoKeyPhrase(RepetitionInfo info) {
    var random = new Seeds(info.getCurrentRepetition()).stream("words");
    var text = new StringBuilder("Owls see");
    for (int i = 0; i < 40; i++)
      text.append(' ')
          .append(List.of("owl", "a", "snow", "deep", "of", "mouse", ",").get(random.nextInt(7)));
    var row = pair(text.toString());
    for (var step :
        List.of(RemoveKeywords.defaults(), new RemoveKeywords(5, 2, Order.BEST_FIRST, "x")))
      for (var made : Lists.run(step, row).rows()) {
        assertThat(made.candidates().getFirst().content()).isEqualTo(Content.of(text.toString()));
        String last = made.candidates().getLast().content().plain();
        for (var phrase : Rake.english(step.mostWords()).phrases(text.toString()))
          assertThat(phrase.pattern().matcher(last).find()).as(phrase + " in " + last).isFalse();
      }
  }

  @Test
  void copiesAreAGradedList() {
    var made = Lists.run(RemoveKeywords.defaults().withOrder(Order.BEST_FIRST), pair(TEXT)).rows();
    var rating = (Rating) made.getFirst().feedback();
    assertThat(rating.scores().get("score")).containsExactly(0.0, -1.0, -2.0, -3.0);
    var lengths =
        made.getFirst().candidates().stream().map(c -> c.content().plain().length()).toList();
    assertThat(lengths).isSortedAccordingTo((a, b) -> b - a);
    var filled = new RemoveKeywords(2, 3, Order.RANDOM, "thing");
    String stripped =
        Lists.run(filled, pair(TEXT)).rows().getFirst().candidates().getLast().content().plain();
    assertThat(stripped).contains("thing thing");
    assertThat(stripped.split("\\s+")).hasSameSizeAs(TEXT.split("\\s+"));
  }

  @Test
  void whiteSpaceTellsNothingOfTheLevel() {
    var step = new RemoveKeywords(2, 3, Order.RANDOM, "");
    var made = Lists.run(step, pair(" It is a barn owl.  It is not,  in fact.")).rows().getFirst();
    assertThat(made.candidates().getLast().content().plain())
        .isEqualTo(" It is a.  It is not,  in fact.");
  }

  @Test
  void levelsThatCoincideAreMergedAndCounted() {
    var few = Lists.run(new RemoveKeywords(5, 3, Order.RANDOM, ""), pair("It is a barn owl."));
    assertThat(few.steps().getFirst().noted()).containsEntry("levels with the text of another", 3L);
    assertThat(((Rating) few.rows().getFirst().feedback()).scores().get("score"))
        .containsExactly(0.0, -2.0);
    var none = Lists.run(RemoveKeywords.defaults(), pair("It is."), pair("Owls."));
    assertThat(none.rows()).isEmpty();
    assertThat(none.steps().getFirst().leftOut()).hasSize(2);
  }

  @Test
  void listsAreRefused() {
    assertThatThrownBy(() -> Lists.run(RemoveKeywords.defaults(), Lists.scored(3, 1, 2)))
        .hasMessageContaining("lists.jsonl row 3");
  }

  private static Comparison pair(String chosen) {
    return Comparison.pair(
        Content.of("p"), Content.of(chosen), Content.of("no"), new Provenance("f", 0, ""));
  }
}
