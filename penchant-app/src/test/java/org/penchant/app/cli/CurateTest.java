package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurateTest {
  @TempDir private Path folder;
  private Path samples = Path.of("");
  private String out = "";

  @BeforeEach
  void writeSamples() throws Exception {
    samples =
        Files.writeString(
            folder.resolve("samples.jsonl"),
            """
            {"prompt": "p", "responses": ["a", "b", "c"], "scores": [1, 3, 2], "hard": 0.5, "tag": 1}
            {"prompt": "q", "responses": ["a", "b", "c"], "scores": [2, 2, 2], "hard": 0.1, "tag": 2}
            {"prompt": "r", "responses": ["a", "b", "c"], "scores": [9, 3, null], "hard": 0.9, "tag": 3}
            """);
    out = folder.resolve("out.jsonl").toString();
  }

  @Test
  void rowsSayWhatTheyWereMadeOfAndMayBeCuratedFurther() throws Exception {
    var first = run("choose-pair", "sort: {column: hard}");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("3 rows read", "columns not read: tag", "left out: rows whose scores are all")
        .contains("left out: candidates without a score: 1", "2 rows in " + out);
    JsonNode row = new ObjectMapper().readTree(Files.readAllLines(Path.of(out)).getFirst());
    assertThat(row.path("prompt").asText()).isEqualTo("r");
    assertThat(row.path("chosen").asText()).isEqualTo("a");
    assertThat(row.path("hard").asDouble()).isEqualTo(0.9);
    assertThat(row.at("/provenance/from/0/file").asText()).isEqualTo(samples.toString());
    assertThat(row.at("/provenance/from/0/row").asInt()).isEqualTo(2);
    assertThat(row.at("/provenance/steps")).hasSize(2);
    String again = folder.resolve("again.jsonl").toString();
    var second =
        CommandRun.of(
            "curate", "--data", out, "--step", "sample: {rows: 1}", "--out", again, "--json");
    assertThat(second.code()).as(second.err()).isZero();
    var report = new ObjectMapper().readTree(second.out());
    assertThat(report.at("/steps/0/leftOut/rows not drawn").asInt()).isEqualTo(1);
    assertThat(report.path("ignored").get(0).asText()).isEqualTo("hard");
    row = new ObjectMapper().readTree(Files.readString(Path.of(again)));
    assertThat(row.at("/provenance/from/0/file").asText()).isEqualTo(samples.toString());
    assertThat(row.at("/provenance/steps")).hasSize(3);
  }

  @Test
  void wrongStepsAreAllNamedAtOnce() {
    var run = run("choose-pairs", "choose-pair: {chosen: min}", "sample: {n: 3}", "sort: {");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(4);
    assertThat(run.err())
        .contains("'choose-pairs' is not one of", "must be a better position", "needs 'rows'")
        .contains("is not YAML");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void rowsThatDoNotFitAreNamed() throws Exception {
    Files.writeString(samples, "{\"prompt\": \"p\", \"chosen\": \"a\", \"rejected\": \"b\"}\n");
    var run = run("choose-pair");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("samples.jsonl row 0", "needs responses with scores");
  }

  @Test
  void nothingLeftIsAnErrorAndTheInputIsNeverTheOutput() {
    var none = run("choose-pair", "filter: {column: rating_gap, least: 100}");
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("no row is left of 2", "rows below the range: 2");
    assertThat(Path.of(out)).doesNotExist();
    out = samples.toString();
    var over = run("choose-pair");
    assertThat(over.code()).isEqualTo(2);
    assertThat(over.err()).contains("is a file that is read");
  }

  @Test
  void aModelWritesRationales() throws Exception {
    Files.writeString(
        samples, "{\"prompt\": \"Who?\", \"chosen\": \"Lily.\", \"rejected\": \"Tim.\"}\n");
    var alone = run("add-rationales");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("give one with --model");
    var run =
        CommandRun.of(
            "curate",
            "--data",
            samples.toString(),
            "--out",
            out,
            "--step",
            "add-rationales: {detail: detailed}",
            "--model",
            Captured.stories(),
            "--greedy",
            "--max-new-tokens",
            "8");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode row = new ObjectMapper().readTree(Files.readString(Path.of(out)));
    assertThat(row.path("rationale").asText()).isNotBlank();
    assertThat(row.path("chosen_above").asInt()).isBetween(0, 1);
  }

  private CommandRun run(String... steps) {
    var args = new java.util.ArrayList<String>();
    args.addAll(java.util.List.of("curate", "--data", samples.toString(), "--out", out));
    for (String step : steps) args.addAll(java.util.List.of("--step", step));
    return CommandRun.of(args.toArray(String[]::new));
  }
}
