package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.app.cli.CommandRun;
import org.penchant.core.problems.ExitCode;

/** The verb compare on a small model: one table for all kinds of methods, and its refusals. */
class CompareTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  @BeforeAll
  static void world() throws IOException {
    TinyWorld.write(folder);
  }

  private static String[] compare(String methods, String out, String data, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "compare",
                "--methods",
                methods,
                "--model",
                folder.resolve("model").toString(),
                "--data",
                folder.resolve(data).toString(),
                "--out",
                folder.resolve(out).toString(),
                "--batch-size",
                "8",
                "--eval-split",
                "0.2",
                "--learning-rate",
                "1e-3",
                "--epochs",
                "2"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static JsonNode numbers(String out) throws IOException {
    return JSON.readTree(folder.resolve(out).resolve("compare.json").toFile());
  }

  private static JsonNode method(JsonNode numbers, String id) {
    for (var method : numbers.path("methods"))
      if (method.path("result").path("id").asText().equals(id)) return method;
    throw new AssertionError(id + " is not among the methods");
  }

  @Test
  void allKindsOfMethodsAreMeasuredAlike() throws IOException {
    var ran =
        CommandRun.of(
            compare(
                "023,kto,simpo,sft,066,022,079",
                "kinds",
                "ranked.jsonl",
                "--eval-steps",
                "2",
                "--set",
                "023.labels=unit"));
    assertThat(ran.code()).as(ran.err()).isZero();
    var all = numbers("kinds");
    assertThat(all.path("methods")).as(ran.out()).hasSize(7);
    assertThat(all.path("skipped")).hasSize(1);
    assertThat(ran.out()).contains("skipped 079-rationales", "no rationale", "report:");
    for (var method : all.path("methods")) {
      var points = method.path("result").path("points");
      assertThat(points.get(0).path("step").asInt()).isZero();
      for (String zero : List.of("margin", "chosen", "rejected", "kl"))
        assertThat(points.get(0).path(zero).asDouble()).as(zero).isBetween(-1e-4, 1e-4);
      var last = points.get(points.size() - 1);
      assertThat(last.path("step").asLong())
          .isEqualTo(method.path("result").path("steps").asLong());
      assertThat(last.path("kl").asDouble()).isPositive();
      assertThat(last.path("loss").isNumber()).isTrue();
      assertThat(last.path("margin").asDouble())
          .isEqualTo(
              last.path("chosen").asDouble() - last.path("rejected").asDouble(),
              org.assertj.core.api.Assertions.within(1e-9));
      assertThat(method.path("usefulTokensPerSecond").asDouble()).isPositive();
      assertThat(method.path("atKl").path("kl").asDouble())
          .isEqualTo(all.path("klLevel").asDouble(), org.assertj.core.api.Assertions.within(1e-9));
    }
    assertThat(method(all, "dpo").path("speedOverBaseline").asDouble()).isEqualTo(1);
    assertThat(folder.resolve("kinds"))
        .isDirectoryContaining("glob:**report.html")
        .isDirectoryContaining("glob:**report.md")
        .isDirectoryContaining("glob:**manifest.json");
    assertThat(folder.resolve("kinds/methods/kto/metrics.jsonl")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("kinds/report.md")))
        .contains("accuracy at KL", "margin against KL", "079-rationales");
  }

  @Test
  void theNumbersAreThoseOfTheMethodAlone() throws IOException {
    assertThat(CommandRun.of(compare("dpo,simpo", "pair", "plain.jsonl")).code()).isZero();
    var alone =
        CommandRun.of(
            "align",
            "--model",
            folder.resolve("model").toString(),
            "--data",
            folder.resolve("plain.jsonl").toString(),
            "--out",
            folder.resolve("alone").toString(),
            "--batch-size",
            "8",
            "--eval-split",
            "0.2",
            "--learning-rate",
            "1e-3",
            "--epochs",
            "2",
            "--samples",
            "0",
            "--json");
    assertThat(alone.code()).as(alone.err()).isZero();
    var after = JSON.readTree(alone.out()).path("after");
    var points = method(numbers("pair"), "dpo").path("result").path("points");
    var last = points.get(points.size() - 1);
    var close = org.assertj.core.api.Assertions.within(1e-6);
    assertThat(last.path("loss").asDouble()).isEqualTo(after.path("loss").asDouble(), close);
    assertThat(0.1 * last.path("margin").asDouble())
        .isEqualTo(after.path("rewards/margins").asDouble(), close);
    assertThat(last.path("chosen").asDouble())
        .isEqualTo(after.path("logps_change/chosen").asDouble(), close);
    assertThat(last.path("accuracy").asDouble())
        .isEqualTo(after.path("rewards/accuracies").asDouble(), close);
  }

  @Test
  void resumingKeepsWhatEndedAndAddsMethods() throws IOException {
    assertThat(CommandRun.of(compare("simpo", "more", "plain.jsonl")).code()).isZero();
    Path kept = folder.resolve("more/methods/simpo/result.json");
    var written = Files.getLastModifiedTime(kept);
    var again = CommandRun.of(compare("simpo,ipo", "more", "plain.jsonl"));
    assertThat(again.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(again.err()).contains("holds a finished comparison");
    var resumed = CommandRun.of(compare("simpo,ipo", "more", "plain.jsonl", "--resume"));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
    assertThat(numbers("more").path("methods")).hasSize(3);
    var other = CommandRun.of(compare("simpo", "more", "plain.jsonl", "--resume", "--seed", "9"));
    assertThat(other.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(other.err()).contains("belongs to other data, options or parameters");
  }

  @Test
  void settingsGoToOneMethodOrToAllThatHaveThem() throws IOException {
    var ran =
        CommandRun.of(
            compare(
                "dpo,ipo,sft",
                "set",
                "plain.jsonl",
                "--max-steps",
                "1",
                "--set",
                "beta=0.3",
                "--set",
                "ipo.beta=0.7"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(method(numbers("set"), "dpo").path("result").path("settings").asText())
        .contains("beta=0.3");
    assertThat(method(numbers("set"), "ipo").path("result").path("settings").asText())
        .contains("beta=0.7");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWithWordsAndTheRightCode(
      ExitCode code, List<String> words, String methods, String data, String[] more) {
    var ran = CommandRun.of(compare(methods, "refused", data, more));
    assertThat(ran.code()).as(ran.err()).isEqualTo(code.code());
    assertThat(ran.err()).contains(words).doesNotContain("\tat ");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(
            ExitCode.USAGE,
            List.of("dppo: no such method", "is named twice", "made of other parts"),
            "dppo,simpo,simpo,104",
            "plain.jsonl"),
        refusal(ExitCode.USAGE, List.of("no such method"), "", "plain.jsonl"),
        refusal(
            ExitCode.USAGE,
            List.of("gama: no method of this comparison has this parameter"),
            "dpo,simpo",
            "plain.jsonl",
            "--set",
            "gama=1"),
        refusal(
            ExitCode.USAGE,
            List.of("no such parameter"),
            "dpo",
            "plain.jsonl",
            "--set",
            "dpo.gama=1"),
        refusal(ExitCode.USAGE, List.of("must be > 0"), "dpo", "plain.jsonl", "--at-kl", "-1"),
        refusal(
            ExitCode.USAGE,
            List.of("must be at least 0"),
            "dpo",
            "plain.jsonl",
            "--eval-steps",
            "-1"),
        refusal(ExitCode.BAD_DATA, List.of("chosen_rating"), "dpo,066", "plain.jsonl", "--strict"),
        refusal(ExitCode.BAD_DATA, List.of("chosen_rating"), "066", "plain.jsonl"),
        refusal(
            ExitCode.BAD_DATA,
            List.of("measured on held-out pairs, and there are none"),
            "kto,bco",
            "labelled.jsonl"),
        refusal(
            ExitCode.BAD_DATA,
            List.of("measured on held-out pairs, and there are none"),
            "dpo",
            "plain.jsonl",
            "--max-rows",
            "1"));
  }

  private static Arguments refusal(
      ExitCode code, List<String> words, String methods, String data, String... more) {
    return Arguments.of(code, words, methods, data, more);
  }
}
