package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The verb align on a small model: runs, refusals and their exit codes. */
class AlignTest {
  @TempDir static Path folder;

  @BeforeAll
  static void world() throws IOException {
    TinyWorld.write(folder);
  }

  private static String[] align(String out, String data, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "align",
                "--model",
                folder.resolve("model").toString(),
                "--data",
                folder.resolve(data).toString(),
                "--out",
                folder.resolve(out).toString(),
                "--max-steps",
                "3",
                "--batch-size",
                "8",
                "--samples",
                "1"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void runsToItsReport(String name, String data, String[] more) {
    var ran = CommandRun.of(align("run-" + name, data, more));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(folder.resolve("run-" + name)).isDirectoryContaining("glob:**report.html");
    assertThat(folder.resolve("run-" + name).resolve("metrics.jsonl")).isNotEmptyFile();
  }

  static Stream<Arguments> runs() {
    return Stream.of(
        run("dpo", "plain.jsonl", "--eval-steps", "2"),
        run("kto-on-labels", "labelled.jsonl", "--method", "kto"),
        run("kto-on-pairs", "plain.jsonl", "--method", "kto"),
        run("bco", "labelled.jsonl", "--method", "bco"),
        run("sft", "plain.jsonl", "--method", "sft"),
        run("wpo", "plain.jsonl", "--method", "026"),
        run("spo", "plain.jsonl", "--method", "008"),
        run("spo-lora", "plain.jsonl", "--method", "008", "--lora-rank", "2"),
        run("odpo", "pairs.jsonl", "--method", "066"),
        run("odpo-on-scored-lists", "ranked.jsonl", "--method", "066"),
        run(
            "shift",
            "plain.jsonl",
            "--method",
            "007",
            "--set",
            "lambda={linear: {from: 0.75, to: 1}}"),
        run("simpo", "plain.jsonl", "--method", "simpo", "--reference", "none"),
        run("ema", "plain.jsonl", "--reference", "ema:0.9"),
        run("sync", "plain.jsonl", "--reference", "sync:2"),
        run("bf16", "plain.jsonl", "--dtype", "bf16"),
        run("lora", "plain.jsonl", "--lora-rank", "2"));
  }

  private static Arguments run(String name, String data, String... more) {
    return Arguments.of(name, data, more);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWithWordsAndTheRightCode(ExitCode code, String words, String data, String[] more) {
    var ran = CommandRun.of(align("refused", data, more));
    assertThat(ran.code()).as(ran.err()).isEqualTo(code.code());
    assertThat(ran.err()).contains(words).doesNotContain("\tat ");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(ExitCode.USAGE, "no such method", "plain.jsonl", "--method", "dppo"),
        refusal(ExitCode.USAGE, "no such parameter", "plain.jsonl", "--set", "gama=1"),
        refusal(ExitCode.USAGE, "must be in (0, inf)", "plain.jsonl", "--set", "beta=-1"),
        refusal(ExitCode.USAGE, "must be NAME=VALUE", "plain.jsonl", "--set", "beta"),
        refusal(
            ExitCode.USAGE,
            "set outside to allow more",
            "plain.jsonl",
            "--method",
            "007",
            "--set",
            "lambda=2"),
        refusal(
            ExitCode.USAGE,
            "compares the policy with a reference",
            "plain.jsonl",
            "--reference",
            "none"),
        refusal(
            ExitCode.USAGE,
            "must be none, frozen, precomputed",
            "plain.jsonl",
            "--reference",
            "warm"),
        refusal(ExitCode.USAGE, "must be at least 1", "plain.jsonl", "--max-tokens", "0"),
        refusal(
            ExitCode.USAGE,
            "its base, the adapter turned off",
            "plain.jsonl",
            "--lora-rank",
            "2",
            "--reference",
            "ema:0.9"),
        refusal(
            ExitCode.BAD_DATA,
            "needs the numeric column chosen_rating",
            "plain.jsonl",
            "--method",
            "066"),
        refusal(ExitCode.BAD_DATA, "the method needs pairs", "labelled.jsonl"),
        refusal(
            ExitCode.BAD_DATA,
            "with the column ref_chosen_logps",
            "plain.jsonl",
            "--reference",
            "precomputed"),
        refusal(
            ExitCode.BAD_DATA,
            "--truncation drop|prompt|completion",
            "plain.jsonl",
            "--max-length",
            "12"),
        refusal(
            ExitCode.BAD_DATA,
            "no row is left to train on",
            "plain.jsonl",
            "--max-length",
            "4",
            "--truncation",
            "drop"));
  }

  private static Arguments refusal(ExitCode code, String words, String data, String... more) {
    return Arguments.of(code, words, data, more);
  }

  @Test
  void weightsAndFactorsAreWatched() throws IOException {
    assertThat(CommandRun.of(align("watched", "plain.jsonl", "--method", "026")).code()).isZero();
    assertThat(Files.readString(folder.resolve("watched/metrics.jsonl")))
        .contains("\"weight/mean\"", "\"weight/effective_share\"");
    assertThat(CommandRun.of(align("factors", "pairs.jsonl", "--method", "074")).code()).isZero();
    assertThat(Files.readString(folder.resolve("factors/metrics.jsonl")))
        .contains("\"factor/mean\"", "\"factor/min\"");
  }

  @Test
  void aFinishedRunIsNotOverwritten() {
    assertThat(CommandRun.of(align("twice", "plain.jsonl")).code()).isZero();
    var again = CommandRun.of(align("twice", "plain.jsonl"));
    assertThat(again.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(again.err()).contains("holds a finished run");
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    assertThat(CommandRun.of(align("seed-a", "plain.jsonl", "--seed", "5")).code()).isZero();
    assertThat(CommandRun.of(align("seed-b", "plain.jsonl", "--seed", "5")).code()).isZero();
    for (String file : List.of("metrics.jsonl", "model/model.safetensors"))
      assertThat(folder.resolve("seed-a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("seed-b").resolve(file));
  }
}
