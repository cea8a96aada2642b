package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.align.objective.Need;
import org.penchant.align.reward.Gaussian;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Users;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ProblemsException;

/** What becomes of ties and lists. */
class RewardEncoderTest {
  private static Comparison row(Feedback feedback, String... responses) {
    var contents = Arrays.stream(responses).map(Content::of).toList();
    return Comparison.unjudged(Content.of("p"), contents, Provenance.made("rows", 0))
        .withCandidates(contents.stream().map(Candidate::response).toList(), feedback);
  }

  private static List<RewardRow> encoded(Head head, Set<Need> needs, Comparison row)
      throws java.io.IOException {
    var items = VectorItems.of(List.of(row), Path.of("v.npy"), row.candidates().size());
    var encoder =
        new RewardEncoder(head, Optional.of(needs), RewardEncoder.Ties.HALF, new Users(), true);
    return encoder.encode(List.of(row), items).rows();
  }

  @Test
  void halvesOfATieAreNoDecidedPairs() throws java.io.IOException {
    var tie = row(new Feedback.Pairwise(Feedback.Outcome.TIE, 1, Mark.NONE), "a", "b");
    var won = row(new Feedback.Pairwise(Feedback.Outcome.FIRST, 1, Mark.NONE), "a", "b");
    var outcomes =
        IntStream.range(0, 3)
            .mapToObj(i -> new RewardOutcome(rows(tie, won).get(i), 0, new double[] {2, 1}, none()))
            .toList();
    assertThat(outcomes).extracting(RewardOutcome::decidedPair).containsExactly(false, false, true);
    assertThat(RewardOutcome.metrics(0, outcomes)).containsEntry("accuracy", 1.0);
  }

  private static List<RewardRow> rows(Comparison tie, Comparison won) {
    try {
      var all = new java.util.ArrayList<>(encoded(new Scalar(), Set.of(), tie));
      all.addAll(encoded(new Scalar(), Set.of(), won));
      return all;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double[] none() {
    return new double[0];
  }

  @Test
  void aHeadOfPairsRefusesWholeLists() {
    var ranked =
        row(
            new Feedback.Ranking(List.of(List.of(0), List.of(1), List.of(2)), Mark.NONE),
            "a",
            "b",
            "c");
    assertThatThrownBy(() -> encoded(new Gaussian(), Set.of(new Need.Lists()), ranked))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("compares two responses");
  }
}
