package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Outcome;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Message;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/** Joint pairs of shared/papers/027. */
class JointPairsTest {
  @Test
  void responsesOfDifferentPromptsMeet() {
    var made =
        Lists.run(
            new JointPairs(200, 0, ""),
            Lists.scored(0, 1, 2),
            Lists.scored(1, 1, 3, Double.NaN),
            Lists.scored(2, 5));
    // Of two, two and one dialogues eight pairs cross prompts, and two of them tie at 1.
    assertThat(made.rows()).hasSize(7);
    for (var row : made.rows()) {
      assertThat(row.prompt()).isEqualTo(Content.of(List.of()));
      assertThat(first(row.chosen())).isNotEqualTo(first(row.rejected()));
      assertThat(Measure.of(row, "rating_gap").orElseThrow()).isPositive();
      assertThat(row.provenance().lineage().sources()).hasSize(2);
    }
    assertThat(made.steps().getFirst().leftOut())
        .containsEntry("pairs of equal quality", 1L)
        .containsEntry("pairs drawn before", 192L)
        .containsEntry("candidates without a score", 1L);
    var close = Lists.run(new JointPairs(200, 2, ""), Lists.scored(0, 1, 2), Lists.scored(1, 1, 3));
    assertThat(close.rows()).isEmpty();
  }

  @Test
  void aJudgeLabelsWhatHasNoScoreIfItKeepsToItInBothOrders() {
    var one = pair(0, "long answer", "x");
    var two = pair(1, "y", "zz");
    var step = new JointPairs(100, 0, "");
    var longer =
        Lists.tools()
            .withJudge((_, candidates) ->
                new Pairwise(
                    Outcome.values()[
                        Integer.compare(length(candidates.get(1)), length(candidates.get(0))) > 0
                            ? 1
                            : 0],
                    1,
                    Mark.NONE));
    var made = new Curation(List.of(step)).run(List.of(one, two), longer);
    assertThat(made.rows()).hasSize(3).allMatch(r -> length(r.chosen()) > length(r.rejected()));
    // "x" and "y" are as long: the judge names whoever stands first.
    assertThat(made.steps().getFirst().leftOut()).containsEntry("pairs of equal quality", 1L);
    assertThatThrownBy(() -> Lists.run(step, one, two))
        .isInstanceOfSatisfying(
            ProblemsException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
  }

  /** Prompts that differ in white space alone are one as turns, and so are their dialogues. */
  @Test
  void oneDialogueWrittenInTwoWaysIsNoPair() {
    var one = pair(0, "a", "b").withPrompt(Content.of("\n\nHuman: hi\n\nAssistant:"));
    var two = pair(1, "a", "b").withPrompt(Content.of("\n\nHuman: hi \n\nAssistant:"));
    var rows =
        List.of(
            one.withColumn("chosen_rating", 2).withColumn("rejected_rating", 1),
            two.withColumn("chosen_rating", 2).withColumn("rejected_rating", 1));
    var made = Lists.run(new JointPairs(50, 0, ""), rows.toArray(Comparison[]::new));
    assertThat(made.rows()).hasSize(1);
    assertThat(made.steps().getFirst().leftOut())
        .containsKey("pairs of one dialogue, written in two ways");
  }

  @Test
  void onePromptMakesNone() {
    var made = Lists.run(JointPairs.defaults(), pair(0, "a", "b"), pair(0, "c", "d"));
    assertThat(made.rows()).isEmpty();
    assertThat(made.steps().getFirst().leftOut())
        .containsEntry("rows, there being one prompt only", 2L);
  }

  private static Comparison pair(long row, String chosen, String rejected) {
    return Comparison.pair(
        Content.of("prompt " + row),
        Content.of(chosen),
        Content.of(rejected),
        new Provenance("f", row, ""));
  }

  private static Message first(Candidate candidate) {
    return ((Content.Chat) candidate.content()).messages().getFirst();
  }

  private static int length(Candidate candidate) {
    return Texts.response(candidate.content()).length();
  }
}
