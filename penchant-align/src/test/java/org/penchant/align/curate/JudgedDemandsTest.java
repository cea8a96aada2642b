package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.constraint.Demand;
import org.penchant.align.curate.constraint.Demands;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;

/** What was judged of a response stays with it, whatever a step does with the row's candidates. */
class JudgedDemandsTest {
  private static final Map<String, Object> BRIEF =
      Map.of("text", "Keep it short.", "check", Map.of("max-words", Map.of("words", 9)));

  private static Map<String, Object> polite(Boolean... judged) {
    return Map.of("text", "Be polite.", "judged", List.of(judged), "opposite", "Be blunt.");
  }

  private static Comparison with(Comparison row, Boolean... judged) {
    return row.withTemplate(Map.of("constraints", List.of(polite(judged), BRIEF), "other", 1));
  }

  /** What was judged, by the text of the response. */
  private static Map<String, Boolean> judged(Comparison row) {
    var problems = new Problems();
    var demands = Demands.of(row, problems);
    problems.throwIfErrors(org.penchant.core.problems.ExitCode.BAD_DATA);
    assertThat(demands).extracting(Demand::text).contains("Keep it short.");
    assertThat(row.template()).containsEntry("other", 1);
    var found = new HashMap<String, Boolean>();
    for (var demand : demands)
      for (int i = 0; i < demand.judged().size(); i++)
        found.put(row.candidates().get(i).content().plain(), demand.judged().get(i));
    return found;
  }

  private static Comparison pair(long row, String chosen, String rejected) {
    return Comparison.pair(
        Content.of("p"), Content.of(chosen), Content.of(rejected), new Provenance("f", row, ""));
  }

  @Test
  void shuffledCandidatesKeepTheirs() {
    var rows =
        IntStream.range(0, 20)
            .mapToObj(i -> with(Lists.scored(i, 1, 2, 3), true, false, false))
            .toArray(Comparison[]::new);
    var made = Lists.run(Shuffle.defaults(), rows).rows();
    assertThat(made).anyMatch(r -> !r.candidates().getFirst().content().plain().equals("reply 0"));
    assertThat(made)
        .allSatisfy(row ->
            assertThat(judged(row))
                .isEqualTo(Map.of("reply 0", true, "reply 1", false, "reply 2", false)));
  }

  @Test
  void pairsOfListsKeepTheirs() {
    var row = with(Lists.scored(0, 1, 2, 3), true, false, true);
    assertThat(judged(Lists.run(ChoosePair.defaults(), row).rows().getFirst()))
        .isEqualTo(Map.of("reply 0", true, "reply 2", true));
    var two = with(Lists.scored(0, 1, 2), true, false);
    assertThat(judged(Lists.run(AllPairs.defaults(), two).rows().getFirst()))
        .isEqualTo(Map.of("reply 0", true, "reply 1", false));
  }

  @Test
  void newResponsesHaveNone() {
    var copied = with(pair(0, "The harbour was full of copper lanterns", "b"), true, false);
    assertThat(judged(Lists.run(RemoveKeywords.defaults().withLevels(2), copied).rows().getFirst()))
        .isEmpty();
    var completed =
        Lists.run(
            new CompletePairs(
                org.penchant.rank.matrix.RobustCompletion.defaults(),
                CompletePairs.Emit.OBSERVED,
                CompletePairs.Use.MARK),
            with(pair(0, "a", "b"), true, false),
            with(pair(1, "b", "a"), false, true),
            with(pair(2, "b", "a"), false, true));
    assertThat(judged(completed.rows().getFirst())).isEqualTo(Map.of("a", true, "b", false));
  }
}
