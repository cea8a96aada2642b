package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.testkit.bad.BadData;

class LintTest {
  private static final Path BAD = Path.of("../penchant-data/src/test/resources/bad");
  private static final Path HARMLESS = Path.of("../../shared/data/pairs/hh-harmless-test.jsonl.gz");
  private static final String EQUAL = "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"a\"}\n";

  static List<BadData> table() {
    return BadData.table(BAD);
  }

  @ParameterizedTest
  @MethodSource("table")
  void badDataEndWithTheirMessageAndCode(BadData bad, @TempDir Path made) throws Exception {
    var args = new ArrayList<>(List.of("lint", "--data"));
    bad.files(BAD, made).forEach(file -> args.add(file.toString()));
    var run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(bad.exitCode());
    assertThat(run.err()).contains(bad.message()).doesNotContain("\tat ", "internal");
    assertThat(run.err().lines()).allMatch(line -> line.startsWith("error: "));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void realDialoguesShowTheKnownFaults() throws Exception {
    Assumptions.assumeTrue(Files.exists(HARMLESS), "shared data are not there");
    var run = CommandRun.of("lint", "--json", "--data", HARMLESS.toString());
    assertThat(run.code()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(rows(report, "prefix-mismatch")).containsExactly(1254, 1688, 1950, 1952, 2036);
    assertThat(rows(report, "empty-reply")).containsExactly(86, 516, 925, 1103);
    JsonNode statistics = report.path("statistics").path(0);
    assertThat(statistics.path("rows").asInt()).isEqualTo(2312);
    assertThat(statistics.path("chosenLonger").asInt()).isEqualTo(1023);
    var text = CommandRun.of("lint", "--data", HARMLESS.toString());
    assertThat(text.out()).contains("chosen is longer in 1,023 rows", HARMLESS + " row 1254");
  }

  @Test
  void strictFailsTheGateOnFindings(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("equal.jsonl"), EQUAL);
    assertThat(CommandRun.of("lint", "--data", file.toString()).code()).isZero();
    var strict = CommandRun.of("lint", "--strict", "--data", file.toString());
    assertThat(strict.code()).isEqualTo(6);
    assertThat(strict.out()).contains("equal-replies: 1", file + " row 0");
  }

  @Test
  void evaluationDataMustNotOverlap(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("equal.jsonl"), EQUAL);
    var run = CommandRun.of("lint", "--data", file.toString(), "--eval-data", file.toString());
    assertThat(run.out()).contains("eval-overlap: 1", "eval-prompt-overlap: 1", "evaluation data");
  }

  @Test
  void bothPartsAreReadBeforeItEnds(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("bad.jsonl"), EQUAL + "{");
    Path absent = folder.resolve("absent.jsonl");
    var run = CommandRun.of("lint", "--data", file.toString(), "--eval-data", absent.toString());
    assertThat(run.code()).isEqualTo(7);
    assertThat(run.err()).contains(file + " row 1 (line 2)", absent + ": no such file");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void demonstrationsAreCountedToo(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("text.csv"), "text\nonce\n\"two\nlines\"\n");
    var run = CommandRun.of("lint", "--json", "--data", file.toString());
    assertThat(run.code()).isZero();
    JsonNode part = new ObjectMapper().readTree(run.out()).path("statistics").path(0);
    assertThat(part.path("part").asText()).isEqualTo("train");
    assertThat(part.path("files").path(0).path("format").asText()).isEqualTo("text");
    assertThat(part.path("rows").asInt()).isEqualTo(2);
  }

  @Test
  void columnsAndFormatCanBeNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("q.csv"), "question,response,label\nq,yes,True\n");
    var run =
        CommandRun.of(
            "lint",
            "--data",
            file.toString(),
            "--column",
            "prompt=question",
            "--data-format",
            "unpaired");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("good: 1 rows");
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertThat(CommandRun.of("lint").code()).isEqualTo(2);
    var run = CommandRun.of("lint", "--data", "x", "--column", "better=x", "--places", "-1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("better=x", "--places: -1", "known columns: prompt");
  }

  private static List<Integer> rows(JsonNode report, String check) {
    var rows = new ArrayList<Integer>();
    for (JsonNode finding : report.path("findings"))
      if (finding.path("check").asText().equals(check))
        finding.path("places").forEach(place -> rows.add(place.path("row").asInt()));
    return rows;
  }
}
