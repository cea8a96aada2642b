package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.Tokenizer;
import org.penchant.align.objective.Objective;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.Transport;
import org.penchant.align.reward.Users;
import org.penchant.align.reward.crowd.Gathered;
import org.penchant.align.reward.crowd.Opinions;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;
import org.penchant.testkit.model.ByteTokenizer;

/** Responses that a row rates together are items of their own when their opinions are gathered. */
class GatheredItemsTest {
  private static final Categorical THREE = new Categorical(3, Transport.OPTIMAL);

  @TempDir private Path folder;

  private static Comparison rated(double weight, String... responses) {
    return Comparison.unjudged(
            Content.of("p"),
            Arrays.stream(responses).map(Content::of).toList(),
            Provenance.made("ratings", 0))
        .withCandidates(
            Arrays.stream(responses).map(r -> Candidate.response(Content.of(r))).toList(),
            new Feedback.Rating(
                Map.of("overall", List.of(3.0, 1.0)), Mark.NONE.withWeight(weight)));
  }

  private static RewardEncoder.Encoded encoded(Comparison row, RewardItems items) {
    var encoder =
        new RewardEncoder(THREE, Optional.empty(), RewardEncoder.Ties.ERROR, new Users(), true);
    return encoder.encode(Gathered.opinions(List.of(row), THREE, Opinions.plain(0)), items);
  }

  @Test
  void everyResponseOfARowIsReadByItself() throws IOException {
    ByteTokenizer.chat().write(folder, "");
    try (var tokenizer = Tokenizer.load(folder)) {
      var encoder = SequenceEncoder.of(tokenizer, PromptTemplate.plain(), 1000);
      var items = new TextItems(encoder, 1000, Truncation.ERROR, false);
      var rows = encoded(rated(1, "good", "bad"), items).rows();
      assertThat(rows).extracting(r -> r.items()[0]).containsExactly(0, 1);
      assertThat(items.sequences().get(0).ids().length)
          .isEqualTo(items.sequences().get(1).ids().length + 1);
    }
  }

  @Test
  void aResponseWithoutAStepIsLeftOutAndCounted() throws IOException {
    ByteTokenizer.chat().write(folder, "");
    try (var tokenizer = Tokenizer.load(folder)) {
      var encoder = SequenceEncoder.of(tokenizer, PromptTemplate.plain(), 1000);
      var items = new TextItems(encoder, 1000, Truncation.ERROR, true);
      var row =
          Comparison.unary(Content.of("p"), Content.of(" \n"), true, Provenance.made("steps", 0));
      var problems = new Problems();
      assertThat(items.candidate(row, 0, problems)).isEmpty();
      assertThat(items.dropped()).containsEntry("no step that says something", 1);
      assertThat(items.candidate(row, 0, problems)).isEmpty();
      assertThat(items.sequences()).isEmpty();
    }
  }

  @Test
  void theirVectorsAreFoundByPlaceAndText() throws IOException {
    var row = rated(1, "good", "bad");
    var items = VectorItems.of(List.of(row), folder.resolve("v.npy"), 2);
    assertThat(encoded(row, items).rows()).extracting(r -> r.items()[0]).containsExactly(0, 1);
  }

  @Test
  void anOpinionsWeightCountsInItsLabelOnly() throws IOException {
    var row = rated(0.25, "good", "bad");
    var items = VectorItems.of(List.of(row), folder.resolve("v.npy"), 2);
    for (var found : encoded(row, items).rows())
      assertThat(found.columns()).doesNotContainKey(Objective.ROW_WEIGHT);
  }
}
