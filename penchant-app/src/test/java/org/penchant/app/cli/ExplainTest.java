package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.job.DataRows;
import org.penchant.app.job.ExplainJob;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.ReadOptions;
import org.penchant.papers.catalogue.Catalogue;

class ExplainTest {
  private static final String ROW =
      "{\"prompt\": \"An owl is\", \"chosen\": \" a night bird of old barns, field mice, deep"
          + " snow.\", \"rejected\": \" five or six\", \"rationale\": \"It says what.\","
          + " \"chosen_rating\": 0.9, \"rejected_rating\": 0.25, \"margin\": 0.7, \"alpha\": 0.8,"
          + " \"wtp\": 1.2, \"earlier_margin\": 0.3, \"weight\": 1.5}";

  @TempDir private Path folder;

  @Test
  void everyMethodsExplanationIsItsLoss() throws Exception {
    var policy = TinyChat.write(folder, "policy", "", 1, 16, 2, 512);
    var reference = TinyChat.write(folder, "reference", "", 2, 16, 2, 512);
    var data = TinyChat.data(folder, "d.jsonl", ROW);
    var columns = ColumnNames.defaults().withNumeric("wtp").withNumeric("earlier_margin");
    var row = new DataRows(java.util.List.of(data), ReadOptions.defaults(), columns).one(0);
    var unweighted = TinyChat.data(folder, "e.jsonl", ROW.replace(", \"weight\": 1.5", ""));
    var plain = new DataRows(java.util.List.of(unweighted), ReadOptions.defaults(), columns).one(0);
    var catalogue = Catalogue.load();
    int methods = 0;
    for (var entry : catalogue.entries()) {
      if (!entry.trains()) continue;
      var method = catalogue.method(entry.id(), Map.of());
      var job = new ExplainJob(method, policy, Optional.of(reference), Optional.empty(), true, 0.3);
      if (entry.id().startsWith("101-")) {
        assertThatThrownBy(() -> job.run(row)).hasMessageContaining("are not loaded to explain");
        continue;
      }
      var explained = job.run(method.objective().comparesWithinSteps() ? plain : row);
      assertThat(explained).as(entry.id()).isNotEmpty();
      // Rows that are packed together differ in single precision from each alone.
      double tolerance = explained.size() > 1 ? 1e-6 : 1e-9;
      for (var one : explained)
        assertThat(one.explanation().value())
            .as(entry.id())
            .isCloseTo(one.loss(), within(tolerance * Math.max(1, Math.abs(one.loss()))));
      methods++;
    }
    assertThat(methods).isGreaterThan(10);
  }

  @Test
  void printsTheTreeAndJson() throws Exception {
    var policy = TinyChat.write(folder, "policy", "", 1).toString();
    var data = TinyChat.data(folder, "d.jsonl", ROW).toString();
    var text =
        Captured.run(
            "explain", "--method", "066", "--model", policy, "--data", data, "--set", "beta=0.2");
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out()).contains("d.jsonl row 0, pair").contains("loss = ").contains("slope");
    var json =
        Captured.run("explain", "--method", "dpo", "--model", policy, "--data", data, "--json");
    var root = new ObjectMapper().readTree(json.out()).path(0);
    assertThat(root.path("explanation").path("value").asDouble())
        .as("weight 1.5 times log 2, policy and reference being one")
        .isCloseTo(1.5 * Math.log(2), within(1e-12));
    assertThat(root.path("explanation").path("parts").size()).isPositive();
  }
}
