package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.app.cli.CommandRun;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Json;
import org.penchant.eval.bench.BenchFormat;

class RewardEvalTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void models() throws IOException {
    TinyRewards.write(folder);
    var rows = new ArrayList<String>();
    var labelled = new ArrayList<String>();
    int i = 0;
    for (String line : Files.readAllLines(folder.resolve("plain.jsonl"))) {
      var row = Json.mapper().readTree(line);
      for (int a = 0; a < 2; a++)
        rows.add(line.replace("}", ", \"annotator\": \"a%d\", \"depth\": %d}".formatted(a, i % 2)));
      for (String thing : List.of("tea", "soup"))
        labelled.add(
            "{\"prompt\": %s, \"response\": \"%s\", \"food\": %d, \"noise\": \"%s\"}"
                .formatted(
                    row.get("prompt"),
                    (" " + thing).repeat(6),
                    thing.equals("tea") ? 0 : 1,
                    i % 3 == 0 ? "low" : "high"));
      i++;
    }
    // Another annotator's word on the same pair, named the other way round.
    rows.set(
        1,
        "{"
            + rows.get(1)
                .substring(1)
                .replace("chosen", "x")
                .replace("rejected", "chosen")
                .replace("\"x\"", "\"rejected\""));
    rows.add("{\"prompt\": \"the end\", \"chosen\": \" .\", \"rejected\": \" naps .\"}");
    TinyRewards.write(folder, "judged.jsonl", rows.toArray(String[]::new));
    TinyRewards.write(folder, "labelled.jsonl", labelled.toArray(String[]::new));
    TinyRewards.ran(
        "reward",
        "embed",
        "--model",
        at("model"),
        "--data",
        at("labelled.jsonl"),
        "--out",
        at("labelled.npy"));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode eval(String... args) throws IOException {
    var all = new ArrayList<>(List.of("reward", "eval", "--json"));
    all.addAll(List.of(args));
    return Json.mapper().readTree(TinyRewards.ran(all.toArray(String[]::new)).out());
  }

  @Test
  void accuracyIsThatOfItsRewards() throws IOException {
    var found = eval("--model", at("text/model"), "--data", at("plain.jsonl"));
    var scored =
        TinyRewards.ran(
            "reward", "score", "--model", at("text/model"), "--data", at("plain.jsonl"));
    double right = 0;
    double margin = 0;
    for (String line : scored.out().lines().toList()) {
      var rewards = Json.mapper().readTree(line).path("rewards");
      double m = rewards.get(0).doubleValue() - rewards.get(1).doubleValue();
      right += m > 0 ? 1 : 0;
      margin += m / 40;
    }
    assertThat(found.at("/pairs").intValue()).isEqualTo(40);
    assertThat(found.at("/accuracy/estimate").doubleValue()).isEqualTo(right / 40);
    assertThat(found.at("/accuracy/low").doubleValue()).isLessThan(right / 40);
    assertThat(found.at("/margin").doubleValue()).isCloseTo(margin, within(1e-6));
    assertThat(found.path("reward/min").doubleValue())
        .isLessThan(found.path("reward/mean").doubleValue())
        .isLessThan(found.path("reward/max").doubleValue());
    assertThat(found.path("brier").doubleValue()).isBetween(0.0, 1.0);
  }

  @Test
  void annotatorsColumnsAndLengthsAreGroups() throws IOException {
    var found = eval("--model", at("text/model"), "--data", at("judged.jsonl"), "--by", "depth");
    assertThat(groups(found, "annotator")).containsExactly("a0", "a1", "nobody named");
    assertThat(groups(found, "depth")).containsExactly("0", "1", "not given");
    assertThat(groups(found, "file")).containsExactly(at("judged.jsonl"));
    assertThat(groups(found, "length of both responses, words")).isNotEmpty();
    // 39 pairs of two equal votes, and one whose two votes differ.
    assertThat(found.at("/annotator_agreement/estimate").doubleValue()).isEqualTo(78 / 80.0);
  }

  @Test
  void aColumnOfTextGroupsPairs() throws IOException {
    var lines = new ArrayList<String>();
    for (String line : Files.readAllLines(folder.resolve("plain.jsonl")))
      lines.add(
          line.replaceFirst(
              "\\{", "{\"topic\": \"" + (lines.size() % 2 == 0 ? "tea" : "soup") + "\", "));
    Path file = TinyRewards.write(folder, "topics.jsonl", lines.toArray(String[]::new));
    Path report = folder.resolve("topics");
    var found =
        eval(
            "--model",
            at("text/model"),
            "--data",
            file.toString(),
            "--by",
            "topic",
            "--out",
            report.toString());
    assertThat(groups(found, "topic")).containsExactly("soup", "tea");
    assertThat(Files.readString(report.resolve("report.md"))).contains("Reliability by topic");
  }

  private static List<String> groups(JsonNode found, String by) {
    return StreamSupport.stream(found.path("groups").spliterator(), false)
        .filter(g -> g.path("by").asText().equals(by))
        .map(g -> g.path("group").asText())
        .toList();
  }

  @Test
  void theModelsOwnCalibrationIsShown() throws IOException {
    Path calibrated = folder.resolve("calibrated");
    Files.createDirectories(calibrated);
    try (var files = Files.list(folder.resolve("text/model"))) {
      for (Path file : files.toList()) Files.copy(file, calibrated.resolve(file.getFileName()));
    }
    Path json = calibrated.resolve("reward.json");
    var description =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            Json.mapper().readTree(Files.readString(json));
    description.set(
        "calibration", Json.mapper().readTree("{\"temperature\": {\"temperature\": 1e9}}"));
    Files.writeString(json, Json.pretty(description));
    Path out = folder.resolve("report");
    var found =
        eval(
            "--model", calibrated.toString(), "--data", at("plain.jsonl"), "--out", out.toString());
    assertThat(found.has("temperature")).isFalse();
    assertThat(found.path("brier_after").doubleValue()).isCloseTo(0.25, within(1e-6));
    assertThat(found.path("brier_before").doubleValue())
        .isEqualTo(found.path("brier").doubleValue());
    assertThat(Files.readString(out.resolve("report.md")))
        .contains("as trained", "by the model's calibration", "SHA-256");
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(out.resolve("report.json")).isNotEmptyFile();
    var both =
        eval("--model", calibrated.toString(), at("text/model"), "--data", at("plain.jsonl"));
    assertThat(both.path("brier_after").doubleValue()).isNotEqualTo(0.25);
    Folders.delete(calibrated);
  }

  @Test
  void severalModelsAreTheMeanOfTheirMargins() throws IOException {
    double one =
        eval("--model", at("text/model"), "--data", at("plain.jsonl")).path("margin").doubleValue();
    double two =
        eval("--model", at("other/model"), "--data", at("plain.jsonl"))
            .path("margin")
            .doubleValue();
    double both =
        eval("--model", at("text/model"), at("other/model"), "--data", at("plain.jsonl"))
            .path("margin")
            .doubleValue();
    assertThat(both).isCloseTo((one + two) / 2, within(1e-9));
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void vectorsAndHeadsOfPairsAreMeasuredOnDataToo() throws IOException {
    var vectors =
        eval(
            "--model",
            at("vectors/model"),
            "--embeddings",
            at("plain.npy"),
            "--data",
            at("plain.jsonl"));
    assertThat(vectors.path("pairs").intValue()).isEqualTo(40);
    var pairs = eval("--model", at("pairs/model"), "--data", at("plain.jsonl"));
    assertThat(pairs.path("pairs").intValue()).isEqualTo(40);
    assertThat(pairs.has("reward/mean")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(BenchFormat.class)
  void everyBuiltInFormatRuns(BenchFormat format) throws IOException {
    var found =
        eval(
            "--model",
            at("text/model"),
            at("other/model"),
            "--caution",
            "1",
            "--builtin",
            format.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(found.path("scored").intValue()).isEqualTo(90);
    assertThat(found.at("/figures/0/value/estimate").doubleValue()).isBetween(0.0, 1.0);
  }

  @Test
  void modelsAreHeldAgainstEachOtherOnTheSameItems() throws IOException {
    var found =
        eval("--model", at("text/model"), "--against", at("pairs/model"), "--builtin", "pairs");
    var contest = found.path("contests").path(0);
    assertThat(contest.path("first").asText()).isEqualTo(at("text/model"));
    assertThat(contest.path("second").asText()).isEqualTo(at("pairs/model"));
    int first = contest.path("test").path("onlyFirst").asInt();
    int second = contest.path("test").path("onlySecond").asInt();
    double gap = rightOf(found) - rightOf(found.path("against").path(0));
    assertThat(gap).isEqualTo(first - second);
    assertThat(contest.path("adjusted").asDouble()).isBetween(0.0, 1.0);
    assertThat(first + second).isPositive();
  }

  private static long rightOf(JsonNode result) {
    long right = 0;
    for (var item : result.path("items")) if (item.path("credit").asDouble() == 1) right++;
    return right;
  }

  @Test
  void answersInDocumentsAreScoredWithoutThemToo() throws IOException {
    var found = eval("--model", at("text/model"), "--rag", "--truncation", "prompt");
    assertThat(found.path("scored").intValue()).isEqualTo(600);
    assertThat(found.path("warnings").toString()).doesNotContain("ungrounded");
  }

  @Test
  void benchmarksInFilesAndLongAnswers() throws IOException {
    Path file =
        TinyRewards.write(
            folder,
            "bench.jsonl",
            "{\"ask\": \"the cat\", \"chosen\": \"naps .\", \"rejected\": \"naps again .\", \"subset\": \"s\"}",
            "{\"ask\": \"the cat\", \"chosen\": \"naps .\", \"rejected\": \"%s\", \"subset\": \"t\"}"
                .formatted("naps ".repeat(60)));
    var found =
        eval(
            "--model",
            at("text/model"),
            "--bench",
            file.toString(),
            "--field",
            "prompt=ask",
            "--section",
            "s=mine",
            "--max-length",
            "40");
    assertThat(found.path("scored").intValue()).isEqualTo(1);
    assertThat(found.path("truncated")).hasSize(1);
    assertThat(found.at("/groups/0/group").asText()).isEqualTo("mine");
    var cut =
        eval(
            "--model",
            at("text/model"),
            "--bench",
            file.toString(),
            "--field",
            "prompt=ask",
            "--max-length",
            "40",
            "--truncation",
            "completion");
    assertThat(cut.path("scored").intValue()).isEqualTo(2);
  }

  @Test
  void probesKnowWhatWasSaidAndNotNoise() throws IOException {
    Path out = folder.resolve("probed");
    var found =
        eval(
            "--model",
            at("text/model"),
            at("other/model"),
            "--probe",
            at("labelled.jsonl"),
            "--dimension",
            "food",
            "noise",
            "--out",
            out.toString());
    assertThat(found.path("models")).hasSize(2);
    var food = found.at("/models/0/dimensions/0");
    assertThat(food.path("classes").toString()).isEqualTo("[\"0\",\"1\"]");
    assertThat(food.at("/accuracy/estimate").doubleValue()).isEqualTo(1);
    assertThat(food.path("floor").doubleValue()).isEqualTo(0.5);
    assertThat(food.path("at_floor").booleanValue()).isFalse();
    assertThat(food.path("selectivity").doubleValue()).isGreaterThan(0.2);
    var noise = found.at("/models/0/dimensions/1");
    assertThat(noise.path("classes").toString()).isEqualTo("[\"high\",\"low\"]");
    assertThat(noise.path("at_floor").booleanValue()).isTrue();
    assertThat(Files.readString(out.resolve("report.md"))).contains("majority floor");
    var test =
        eval(
            "--model",
            at("vectors/model"),
            "--probe",
            at("labelled.jsonl"),
            "--dimension",
            "food",
            "--embeddings",
            at("labelled.npy"));
    assertThat(test.at("/models/0/dimensions/0/accuracy/estimate").doubleValue()).isEqualTo(1);
    var separate =
        eval(
            "--model",
            at("text/model"),
            "--probe",
            at("labelled.jsonl"),
            "--test",
            at("labelled.jsonl"),
            "--dimension",
            "food");
    assertThat(separate.at("/models/0/dimensions/0/tested").intValue()).isEqualTo(80);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatIsWrongIsSaid(int code, String says, List<String> args) {
    var all = new ArrayList<>(List.of("reward", "eval"));
    for (String arg : args) all.add(arg.startsWith("@") ? at(arg.substring(1)) : arg);
    var run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.err()).contains(says);
    assertThat(run.code()).isEqualTo(code);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(2, "none: say what the model is measured on", "@text/model"),
        fault(2, "2 of them: say what", "@text/model", "--rag", "--data", "@plain.jsonl"),
        fault(2, "groups pairs of --data", "@text/model", "--rag", "--by", "x"),
        fault(2, "is of single rewards", "@text/model", "--data", "@plain.jsonl", "--caution", "1"),
        fault(
            3,
            "no decided pair",
            "@text/model",
            "--data",
            "@labelled.jsonl",
            "--data-format",
            "completion"),
        fault(3, "no row has this column", "@text/model", "--data", "@plain.jsonl", "--by", "x"),
        fault(
            3,
            "none could be read",
            "@text/model",
            "--data",
            "@plain.jsonl",
            "--max-length",
            "2",
            "--truncation",
            "drop"),
        fault(2, "a benchmark is text", "@text/model", "--rag", "--embeddings", "@plain.npy"),
        fault(2, "a model of vectors", "@vectors/model", "--rag"),
        fault(2, "on a benchmark", "@text/model", "--data", "@plain.jsonl", "--against", "x"),
        fault(2, "are of a file", "@text/model", "--rag", "--format", "pairs"),
        fault(2, "is no field", "@text/model", "--bench", "@plain.jsonl", "--field", "x=y"),
        fault(2, "two names with =", "@text/model", "--bench", "@plain.jsonl", "--section", "x"),
        fault(3, "would be truncated", "@text/model", "--builtin", "pairs", "--max-length", "2"),
        fault(2, "probing needs labels", "@text/model", "--probe", "@labelled.jsonl"),
        fault(
            3,
            "no row has a label",
            "@text/model",
            "--probe",
            "@labelled.jsonl",
            "--dimension",
            "x"),
        fault(
            3,
            "a dimension has 2 to 10 classes",
            "@text/model",
            "--probe",
            "@labelled.jsonl",
            "--dimension",
            "prompt"),
        fault(
            3,
            "items of class",
            "@text/model",
            "--probe",
            "@labelled.jsonl",
            "--dimension",
            "noise",
            "--test-split",
            "0.05"),
        fault(
            2,
            "must be between 0 and 1",
            "@text/model",
            "--probe",
            "@labelled.jsonl",
            "--dimension",
            "noise",
            "--test-split",
            "1"),
        fault(
            2,
            "not negative",
            "@text/model",
            "--probe",
            "@labelled.jsonl",
            "--dimension",
            "noise",
            "--penalty",
            "-1"),
        fault(3, "response", "@text/model", "--probe", "@plain.jsonl", "--dimension", "prompt"),
        fault(7, "bench.csv", "@text/model", "--bench", "@bench.csv"));
  }

  private static Arguments fault(int code, String says, String model, String... args) {
    var all = new ArrayList<>(List.of("--model", model));
    all.addAll(List.of(args));
    return Arguments.of(code, says, all);
  }
}
