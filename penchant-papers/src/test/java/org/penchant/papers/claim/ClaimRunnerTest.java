package org.penchant.papers.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.io.Json;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.CatalogueCheck;
import org.penchant.papers.catalogue.Entry;
import org.penchant.torch.tensor.Engine;
import org.penchant.torch.tensor.TensorScope;

/** Every claim of the catalogue, on two seeds and a few steps: its structure, not its truth. */
class ClaimRunnerTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static int threads;

  @BeforeAll
  static void oneThread() {
    threads = Engine.threads();
    Engine.threads(1);
  }

  @AfterAll
  static void threadsAsBefore() {
    Engine.threads(threads);
  }

  static Stream<Entry> claims() {
    return CATALOGUE.entries().stream().filter(e -> e.claim().isObject());
  }

  private static ClaimResult trial(Entry entry) {
    return new ClaimRunner(CATALOGUE, 6, (_, _, _) -> {}).run(entry, Claim.of(entry).withSeeds(2));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void everyClaimFillsItsTableAndAnswersItsCriteria(Entry entry) {
    long before = TensorScope.liveTensors();
    var result = trial(entry);
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
    var asked = new HashSet<>(Claim.of(entry).criteria());
    result.findings().forEach(f -> asked.remove(f.criterion()));
    assertThat(asked).as("criteria without a finding").isEmpty();
    var table = result.table();
    assertThat(table.rows()).isNotEmpty();
    for (var row : table.rows())
      for (var metric : table.metrics(row)) {
        double[] seeds = table.seeds(row.in(), row.arm(), metric);
        assertThat(seeds).hasSize(2);
        if (!undefined(row, metric))
          assertThat(Arrays.stream(seeds).allMatch(Double::isFinite))
              .as("%s of %s: %s", metric, row, Arrays.toString(seeds))
              .isTrue();
      }
    for (var finding : result.findings()) assertThat(finding.test().difference()).isFinite();
    var page = ClaimReport.of(List.of(result), "2026-01-02", "an engine").toMarkdown();
    assertThat(page).contains(entry.id(), result.verdict().kind().words(), "2026-01-02");
    assertThat(ClaimText.render(result)).contains(entry.id() + ": " + result.verdict());
    assertThat(Json.pretty(ClaimData.of(result, "2026-01-02", "an engine")))
        .contains("\"verdict\"", "\"criteria\"", "\"figures\"");
  }

  /** The reference has no direction, and a flat reference ranks no pair wrong. */
  private static boolean undefined(Table.Key row, String metric) {
    return (row.arm().equals("reference") && metric.equals("cosine"))
        || (row.in().equals("scale=0")
            && (metric.contains("flipped")
                || metric.equals("stayed-wrong")
                || metric.equals("idealised-of-wrong")));
  }

  @Test
  void runsRepeatBitForBit() {
    var entry = CATALOGUE.entry("099");
    var first = trial(entry).table();
    var second = trial(entry).table();
    for (var row : first.rows())
      for (var metric : first.metrics())
        assertThat(first.seeds(row.in(), row.arm(), metric))
            .containsExactly(second.seeds(row.in(), row.arm(), metric));
  }

  @Test
  void theCatalogueAndItsClaimsKeepTheRules() {
    var problems = new Problems();
    assertThat(CatalogueCheck.check(CATALOGUE, problems)).isGreaterThan(20);
    assertThat(ClaimCheck.check(CATALOGUE, problems)).isEqualTo((int) claims().count());
    assertThat(problems.errors()).isEmpty();
    assertThat(claims().map(e -> e.id().substring(0, 3)))
        .contains("001", "007", "009", "014", "026", "048", "066", "074", "099");
    assertThatThrownBy(() -> Claim.of(CATALOGUE.entry("dpo")))
        .hasMessageContaining("no claim to reproduce");
    var broken =
        CATALOGUE.with(
            "mine",
            """
            id: mine
            paper: { title: "Mine", family: test }
            extends: dpo
            status: exact
            claim:
              metrics: [ value ]
              runs: [ { arms: [ { name: a, method: nowhere } ] } ]
              criteria: [ { says: "x", arm: a, rule: equal } ]
            """);
    ClaimCheck.check(broken, problems);
    CatalogueCheck.check(broken, problems);
    assertThat(problems.errors().toString())
        .contains("no such method", "names no golden numbers", "composition of another entry");
  }
}
