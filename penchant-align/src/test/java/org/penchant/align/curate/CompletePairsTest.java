package org.penchant.align.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.penchant.align.curate.CompletePairs.Emit;
import org.penchant.align.curate.CompletePairs.Use;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Correlation;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.matrix.RobustCompletion;

class CompletePairsTest {
  private static final int RESPONSES = 16;

  private static CompletePairs step(Emit emit, Use use) {
    return new CompletePairs(RobustCompletion.defaults(), emit, use);
  }

  private static Comparison row(String prompt, String chosen, String rejected, int number) {
    return Comparison.pair(
        Content.of(prompt),
        Content.of(chosen),
        Content.of(rejected),
        new Provenance("pairs.jsonl", number, "ab"));
  }

  /** Ten votes a pair for responses 0, 1, ... of rising quality; an adversary turns some pairs. */
  private static List<Comparison> tampered(long seed) {
    var random = new Seeds(seed).stream("tampered");
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < RESPONSES; i++)
      for (int j = 0; j < i; j++) {
        if (random.nextInt(4) == 0) continue;
        boolean turned = i - j > 5 && random.nextInt(4) == 0;
        double p = turned ? 0.02 : 1 / (1 + Math.exp((j - i) * 0.3));
        for (int game = 0; game < 10; game++) {
          boolean first = random.nextDouble() < p;
          rows.add(row("p", "" + (first ? i : j), "" + (first ? j : i), rows.size()));
        }
      }
    return rows;
  }

  /** Kendall's tau of a reward fitted on weighed pairs with the planted order. */
  private static double tau(List<Comparison> rows, ToDoubleFunction<Comparison> weight) {
    var votes = new ArrayList<Vote>();
    for (var row : rows)
      votes.add(
          Vote.of(Lists.chosen(row), Lists.rejected(row), 1)
              .withWeight(Math.max(1e-6, weight.applyAsDouble(row))));
    var table = VoteTable.of(votes);
    double[] planted = table.items().stream().mapToDouble(Double::parseDouble).toArray();
    return Correlation.kendallTauB(
        planted,
        PairwiseChoice.defaults().withPenalty(Penalty.Ridge.defaults()).fit(table).utilities());
  }

  @Test
  void aRewardFittedOnCleanedPairsOrdersAsPlanted() {
    double raw = 0;
    double weighed = 0;
    double cleaned = 0;
    for (long seed = 0; seed < 5; seed++) {
      var rows = tampered(seed).toArray(Comparison[]::new);
      raw += tau(List.of(rows), _ -> 1) / 5;
      weighed +=
          tau(
                  Lists.run(step(Emit.ROWS, Use.WEIGH), rows).rows(),
                  r -> r.column("weight").orElseThrow())
              / 5;
      cleaned +=
          tau(
                  Lists.run(step(Emit.ALL, Use.WEIGH), rows).rows(),
                  r -> r.column("weight").orElseThrow())
              / 5;
    }
    assertThat(raw).isLessThan(0.9);
    assertThat(weighed).isGreaterThan(raw + 0.05);
    assertThat(cleaned).isGreaterThan(raw + 0.05);
  }

  @Test
  void rowsKeepTheirLabelsAndSayWhatContradictsTheRest() {
    var rows = tampered(1).toArray(Comparison[]::new);
    var made = Lists.run(step(Emit.ROWS, Use.SOFTEN), rows);
    assertThat(made.rows()).hasSameSizeAs(rows);
    for (int i = 0; i < rows.length; i++) {
      var row = made.rows().get(i);
      assertThat(row.chosen()).isEqualTo(rows[i].chosen());
      assertThat(row.column("observed")).hasValue(1);
      assertThat(row.column("soft_label")).isEqualTo(row.column("completed"));
      assertThat(row.column("weight")).isEmpty();
    }
    assertThat(made.rows()).anyMatch(r -> r.column("flagged").orElse(0) == 1);
    assertThat(made.steps().getFirst().noted().keySet())
        .contains("prompts completed", "pairs of responses flagged")
        .anyMatch(n -> n.contains("unexplained"));
  }

  @Test
  void pairsNeverComparedAreMadeOfTheRowsOfBothAndGroupsApartAreNamed() {
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < 5; i++)
      for (int j = 0; j < i; j++)
        if (i != 4 || j != 0) rows.add(row("p", "a" + i, "a" + j, rows.size()));
    rows.add(row("p", "z1", "z0", rows.size()));
    rows.add(row("q", "one", "two", rows.size()));
    var given = rows.toArray(Comparison[]::new);
    var all = Lists.run(step(Emit.ALL, Use.WEIGH), given);
    assertThat(all.rows()).hasSize(10 + 1 + 1);
    assertThat(all.rows())
        .filteredOn(r -> r.column("observed").orElseThrow() == 0)
        .singleElement()
        .satisfies(r -> {
          assertThat(Lists.chosen(r)).isEqualTo("a4");
          assertThat(Lists.rejected(r)).isEqualTo("a0");
          assertThat(r.provenance().lineage().sources()).hasSize(2);
          assertThat(r.column("repairable")).hasValue(1);
        });
    var report = all.steps().getFirst();
    assertThat(report.leftOut()).containsEntry("pairs that were never compared nor completed", 10L);
    assertThat(report.noted().keySet())
        .anyMatch(n -> n.endsWith("each other: 2 groups of pairs.jsonl row 0"))
        .anyMatch(n -> n.startsWith("prompts of too few responses"));
    assertThat(Lists.run(step(Emit.OBSERVED, Use.MARK), given).rows()).hasSize(11);
    var small = all.rows().getLast();
    assertThat(small.column("repairable")).hasValue(0);
    assertThat(small.column("completed")).hasValue(0.75);
  }

  /** A pair of a thousand votes beside pairs of one: the others count a thousandth each round. */
  @Test
  void aCompletionThatDidNotArriveIsTold() {
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < 6; i++)
      for (int j = 0; j < i; j++)
        for (int vote = 0; vote < (i == 1 ? 1000 : 1); vote++)
          rows.add(row("p", "a" + (vote % 3 == 1 ? j : i), "a" + (vote % 3 == 1 ? i : j), vote));
    var few = RobustCompletion.defaults();
    var given = rows.toArray(Comparison[]::new);
    assertThat(
            Lists.run(new CompletePairs(few, Emit.ROWS, Use.MARK), given)
                .steps()
                .getFirst()
                .noted())
        .containsEntry("groups whose completion still moved in the last round: raise rounds", 1L);
    assertThat(
            Lists.run(step(Emit.ROWS, Use.MARK), tampered(1).toArray(Comparison[]::new))
                .steps()
                .getFirst()
                .noted()
                .keySet())
        .noneMatch(n -> n.contains("still moved"));
  }

  @Test
  void listsAreSentToAllPairs() {
    var step = CompletePairs.defaults();
    assertThatThrownBy(() -> Lists.run(step, Lists.scored(3, 1, 2)))
        .hasMessageContaining("lists.jsonl row 3")
        .hasMessageContaining("all-pairs");
  }
}
