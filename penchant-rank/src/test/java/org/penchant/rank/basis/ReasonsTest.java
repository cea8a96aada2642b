package org.penchant.rank.basis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTally;
import org.penchant.rank.basis.CategoryElo.Prior;

/** Reasons that a model writes, and intervals of ratings by category. */
class ReasonsTest {
  @Test
  void reasonsAreReadFromLinesOrFromProse() {
    var reason = Reason.parse("- Reason: Short\n- Details: two words\n- Topic: birds\nmore");
    assertThat(reason).contains(new Reason("Short", "two words", "birds"));
    assertThat(Reason.parse(reason.orElseThrow().lines())).isEqualTo(reason);
    assertThat(reason.orElseThrow().text()).isEqualTo("Short: two words");
    var prose = Reason.parse("It is short. It says how long.").orElseThrow();
    assertThat(prose.phrase()).isEqualTo("It is short.");
    assertThat(prose.text()).isEqualTo("It is short. It says how long.");
    assertThat(Reason.parse("x".repeat(200)).orElseThrow().phrase()).hasSize(80);
    assertThat(Reason.parse(" \n")).isEmpty();
  }

  @Test
  void theChoiceIsToldForReasonsAndHiddenForAgreements() {
    var asked = new ArrayList<String>();
    var writer =
        new ReasonWriter(
            (prompts, _) ->
                prompts.stream()
                    .map(p -> {
                      asked.add(p.plain());
                      boolean first = p.plain().indexOf("good") < p.plain().indexOf("Response B");
                      return List.of(Content.of(first ? "**A**" : "B."));
                    })
                    .toList(),
            false);
    var pair =
        Comparison.pair(
            Content.of("q"), Content.of("good"), Content.of("bad"), Provenance.made("x", 0));
    assertThat(writer.agreements(List.of(pair), List.of("quality"))).containsExactly(1);
    assertThat(asked).hasSize(2).allMatch(q -> q.contains("quality") && q.endsWith("Answer:"));
    assertThat(asked).noneMatch(q -> q.contains("preferred"));
    writer.reasons(List.of(pair));
    assertThat(asked.getLast()).contains("preferred response A");
    var mute =
        new ReasonWriter((p, _) -> p.stream().map(_ -> List.of(Content.of("no"))).toList(), true);
    assertThat(mute.agreements(List.of(pair), List.of("quality"))[0]).isNaN();
  }

  @Test
  void intervalsHoldTheEstimateAndNarrowWithVotes() {
    var tally = new VoteTally(Set.of(VoteTally.Keep.GROUP), List.of());
    var random = new Seeds(1).stream("votes");
    for (int i = 0; i < 630; i++) {
      String group = i < 600 ? "many" : "some";
      tally.add(
          (random.nextDouble() < 0.7 ? Vote.won("a", "b") : Vote.won("b", "a")).withGroup(group));
    }
    var rated =
        new CategoryBootstrap(new CategoryElo(new Prior.Shared(1), 50), 100, 0.9)
            .rate(tally.table(), new Seeds(2));
    assertThat(rated.get("many").few()).isFalse();
    assertThat(rated.get("some").few()).isTrue();
    assertThat(rated.get("some").votes()).isEqualTo(30);
    for (var of : rated.values())
      for (var item : of.items()) assertThat(item.contains(item.estimate())).isTrue();
    assertThat(rated.get("many").items().getFirst().width())
        .isLessThan(rated.get("some").items().getFirst().width());
  }
}
