package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.demo.TinyWorld;
import org.penchant.core.io.Json;

/** Reward training from several sources, with a contrastive term, and on a policy's answers. */
class RewardSourcesTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void data() throws IOException {
    TinyWorld.write(folder);
    var rows = Files.readAllLines(folder.resolve("plain.jsonl"));
    Files.write(folder.resolve("one.jsonl"), rows.subList(0, 10));
    Files.write(folder.resolve("two.jsonl"), rows.subList(10, 40));
    var numbered = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++)
      numbered.add(rows.get(i).replaceFirst("\\{", "{\"set\": " + i % 3 + ", "));
    Files.write(folder.resolve("numbered.jsonl"), numbered);
    var answers = new ArrayList<String>();
    for (int i = 0; i < 12; i++)
      answers.add(
          "{\"prompt\": \"prompt %d\", \"sample\": %d, \"response\": \" tea %s .\"}"
              .formatted(i / 3, i % 3, "again ".repeat(i % 3)));
    Files.write(folder.resolve("answers.jsonl"), answers);
    var embed = new ArrayList<>(List.of("reward", "embed", "--model", at("model"), "--data"));
    embed.addAll(List.of(at("plain.jsonl"), at("answers.jsonl"), "--out", at("v.npy")));
    var embedded = CommandRun.of(embed.toArray(String[]::new));
    assertThat(embedded.code()).as(embedded.err()).isZero();
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun train(String out, String... options) {
    var args = new ArrayList<>(List.of("reward", "train"));
    args.addAll(List.of(options));
    if (!args.contains("--model")) args.addAll(List.of("--embeddings", at("v.npy")));
    if (!args.contains("--max-steps")) args.addAll(List.of("--max-steps", "6"));
    args.addAll(List.of("--out", at(out), "--batch-size", "6", "--eval-split", "0.2"));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static List<Map<String, Object>> metrics(String run) throws IOException {
    var lines = new ArrayList<Map<String, Object>>();
    for (String line : Files.readAllLines(folder.resolve(run).resolve("metrics.jsonl"))) {
      @SuppressWarnings("unchecked")
      Map<String, Object> read = Json.mapper().readValue(line, Map.class);
      if ("train".equals(read.get("kind"))) lines.add(read);
    }
    return lines;
  }

  @Test
  void weightsOfSourcesAreWrittenReportedAndResumed() throws IOException {
    String[] data = {
      "--data", at("one.jsonl"), at("two.jsonl"), "--method", "054", "--save-steps", "2"
    };
    var run = train("whole", data);
    assertThat(run.err()).contains("equal weights are as good or better");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("one.jsonl: mean weight").contains("two.jsonl: accuracy");
    var steps = metrics("whole");
    assertThat(steps).hasSize(6);
    for (var step : steps)
      assertThat((double) step.get("lambda/one.jsonl") + (double) step.get("lambda/two.jsonl"))
          .isEqualTo(1);
    assertThat(folder.resolve("whole/report.md"))
        .content()
        .contains("Sources", "before", "greatest");
    Files.delete(folder.resolve("whole/report.html"));
    byte[] before = Files.readAllBytes(folder.resolve("whole/model/reward.safetensors"));
    var resume = new ArrayList<>(List.of(data));
    resume.add("--resume");
    assertThat(train("whole", resume.toArray(String[]::new)).code()).isZero();
    assertThat(folder.resolve("whole/model/reward.safetensors")).hasBinaryContent(before);
  }

  @Test
  void oneSourceIsThePlainRun() throws IOException {
    train("plain", "--data", at("two.jsonl"));
    var run = train("single", "--data", at("two.jsonl"), "--source-weights", "least-norm");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("single/model/reward.safetensors"))
        .hasBinaryContent(Files.readAllBytes(folder.resolve("plain/model/reward.safetensors")));
  }

  @Test
  void aColumnTellsSourcesApart() throws IOException {
    var run = train("column", "--data", at("numbered.jsonl"), "--source", "set");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(metrics("column").getLast())
        .containsEntry("lambda/set 0", 1.0 / 3)
        .containsEntry("lambda/set 2", 1.0 / 3);
    var without = train("none", "--data", at("plain.jsonl"), "--source", "set");
    assertThat(without.code()).isEqualTo(3);
    assertThat(without.err()).contains("every row needs its source");
  }

  @Test
  void aModelThatTrainsIsWeighedByItsHeadToo() throws IOException {
    var run =
        train(
            "text",
            "--model",
            at("model"),
            "--data",
            at("one.jsonl"),
            at("two.jsonl"),
            "--source-weights",
            "least-norm-loss-plus",
            "--contrastive",
            "0.1",
            "--meta",
            at("answers.jsonl"),
            "--meta-rate",
            "0.01",
            "--max-steps",
            "2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(metrics("text").getFirst())
        .containsKeys("lambda/one.jsonl", "loss/two.jsonl", "contrastive", "spread", "ascent");
  }

  @Test
  void answersOfThePolicyMoveTheGradientUnlessTheRateIsZero() throws IOException {
    train("dull", "--data", at("two.jsonl"), "--hidden", "4");
    String[] meta = {"--data", at("two.jsonl"), "--hidden", "4", "--meta", at("answers.jsonl")};
    var still = new ArrayList<>(List.of(meta));
    still.addAll(List.of("--meta-rate", "0"));
    assertThat(train("still", still.toArray(String[]::new)).code()).isZero();
    byte[] plain = Files.readAllBytes(folder.resolve("dull/model/reward.safetensors"));
    assertThat(folder.resolve("still/model/reward.safetensors")).hasBinaryContent(plain);
    var run = train("moved", meta);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("moved/model/reward.safetensors").toFile()).isNotEmpty();
    assertThat(Files.readAllBytes(folder.resolve("moved/model/reward.safetensors")))
        .isNotEqualTo(plain);
    assertThat((double) metrics("moved").getFirst().get("ascent")).isPositive();
  }

  @Test
  void whatDoesNotFitIsRefusedAllAtOnce() {
    var run =
        train(
            "bad",
            "--data",
            at("two.jsonl"),
            "--source-weights",
            "newest",
            "--contrastive",
            "0.1",
            "--meta-rate",
            "1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("least-norm-l2")
        .contains("nothing that makes the features trains")
        .contains("no answers to ascend on");
    var idle = train("idle", "--data", at("two.jsonl"), "--contrastive-dropout", "0.2");
    assertThat(idle.code()).isEqualTo(2);
    assertThat(idle.err()).contains("give --contrastive WEIGHT");
    var single = train("single-answers", "--data", at("two.jsonl"), "--meta", at("plain.jsonl"));
    assertThat(single.code()).as("pairs are two answers").isZero();
  }
}
