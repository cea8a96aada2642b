package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.penchant.app.reward.TinyRewards.ran;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.cli.CommandRun;
import org.penchant.core.stats.Moments;

/** The identities and traps of specification 083, as {@code reward refresh} keeps them. */
class RewardRefreshTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyRewards.write(folder);
    var rows = Files.readAllLines(folder.resolve("plain.jsonl"));
    Files.write(folder.resolve("pool.jsonl"), rows.subList(0, 30));
    Files.write(folder.resolve("held.jsonl"), rows.subList(30, 40));
    var answers = new ArrayList<String>();
    for (String row : rows) {
      var node = JSON.readTree(row);
      answers.add(
          JSON.createObjectNode()
              .put("prompt", node.path("prompt").asText())
              .put("response", node.path("chosen").asText())
              .toString());
    }
    Files.write(folder.resolve("answers.jsonl"), answers);
    Files.write(folder.resolve("few.jsonl"), answers.subList(3, 9));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun refresh(String out, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "reward",
                "refresh",
                "--model",
                at("text/model"),
                "--frozen",
                "--data",
                at("pool.jsonl"),
                "--eval-data",
                at("held.jsonl"),
                "--out",
                at(out)));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  void onAllPairsItIsContinuedTraining() throws IOException {
    var run = refresh("all", "--policy", at("answers.jsonl"), "--guard", "1");
    assertThat(run.code()).as(run.err()).isZero();
    ran(
        "reward",
        "train",
        "--model",
        at("text/model"),
        "--init",
        at("text/model"),
        "--frozen",
        "--data",
        at("pool.jsonl"),
        "--eval-data",
        at("held.jsonl"),
        "--learning-rate",
        "1e-4",
        "--out",
        at("continued"));
    assertThat(folder.resolve("all/model/reward.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("continued/model/reward.safetensors"));
    assertThat(folder.resolve("all/model/scale.json")).doesNotExist();
    assertThat(folder.resolve("all/report.md")).content().contains("Reward model refreshed");
  }

  @Test
  void rewardsOfReferenceAnswersHaveMeanZeroAndDeviationOne() throws IOException {
    var run =
        refresh(
            "scaled",
            "--policy",
            at("answers.jsonl"),
            "--references",
            at("answers.jsonl"),
            "--guard",
            "1",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(JSON.readTree(run.out()).at("/scale/sd").asDouble()).isPositive();
    var pool = Files.readAllLines(folder.resolve("answers.jsonl")).subList(0, 30);
    Files.write(folder.resolve("references.jsonl"), pool);
    var scored =
        ran("reward", "score", "--model", at("scaled/model"), "--data", at("references.jsonl"));
    double[] rewards =
        scored.out().lines().mapToDouble(line -> read(line).at("/rewards/0").asDouble()).toArray();
    assertThat(rewards).hasSize(30);
    assertThat(Moments.mean(rewards)).isCloseTo(0, within(1e-12));
    assertThat(Moments.sd(rewards) * Math.sqrt(29 / 30.0)).isCloseTo(1, within(1e-12));
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException damaged) {
      throw new AssertionError(damaged);
    }
  }

  @Test
  void thePairsOfThePolicysOwnAnswersAreNearest() throws IOException {
    var run =
        refresh(
            "planted",
            "--policy",
            at("few.jsonl"),
            "--space",
            "words",
            "--most",
            "4",
            "--guard",
            "1");
    assertThat(run.code()).as(run.err()).isZero();
    var near = Files.readAllLines(folder.resolve("planted/nearest.jsonl"));
    assertThat(near).hasSize(4);
    for (String row : near)
      assertThat(read(row).path("relevance").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(run.out()).contains("6 of 30 prompts answered", "the policy has no answer, 24");
  }

  @Test
  void aModelThatLosesAccuracyElsewhereIsNotWritten() throws IOException {
    var turned = new ArrayList<String>();
    for (String row : Files.readAllLines(folder.resolve("pool.jsonl")))
      turned.add(
          row.replace("\"chosen\"", "\"x\"")
              .replace("\"rejected\"", "\"chosen\"")
              .replace("\"x\"", "\"rejected\""));
    Files.write(folder.resolve("turned.jsonl"), turned);
    var good =
        ran(
            "reward",
            "train",
            "--model",
            at("model"),
            "--frozen",
            "--data",
            at("pool.jsonl"),
            "--epochs",
            "20",
            "--learning-rate",
            "0.05",
            "--eval-split",
            "0",
            "--out",
            at("good"));
    assertThat(good.code()).isZero();
    var run =
        CommandRun.of(
            "reward",
            "refresh",
            "--model",
            at("good/model"),
            "--frozen",
            "--data",
            at("turned.jsonl"),
            "--eval-data",
            at("held.jsonl"),
            "--policy",
            at("answers.jsonl"),
            "--epochs",
            "20",
            "--learning-rate",
            "0.05",
            "--out",
            at("lost"));
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(6);
    assertThat(run.out()).contains("the guard failed", "good/model");
    assertThat(folder.resolve("lost/model")).doesNotExist();
    assertThat(folder.resolve("lost/report.md")).content().contains("is not written");
    // Resumed as the report advises, it trains anew.
    var again =
        CommandRun.of(
            "reward",
            "refresh",
            "--model",
            at("good/model"),
            "--frozen",
            "--data",
            at("turned.jsonl"),
            "--eval-data",
            at("held.jsonl"),
            "--policy",
            at("answers.jsonl"),
            "--epochs",
            "1",
            "--learning-rate",
            "1e-7",
            "--resume",
            "--out",
            at("lost"));
    assertThat(again.code()).as(again.out() + again.err()).isZero();
    assertThat(folder.resolve("lost/model")).exists();
  }

  @Test
  void aPolicyFolderAnswersOnceAndAResumedRunUsesItsAnswers() throws IOException {
    String[] options = {
      "--policy", at("model"), "--references", at("model"), "--max-new-tokens", "4", "--soft", "0.1"
    };
    assertThat(refresh("written", options).code()).isZero();
    var answers = Files.readAllLines(folder.resolve("written/answers.jsonl"));
    assertThat(answers).hasSize(30);
    var first = read(Files.readAllLines(folder.resolve("written/nearest.jsonl")).getFirst());
    assertThat(first.path("weight").asDouble()).isBetween(0.0, 1.0);
    assertThat(Files.readAllLines(folder.resolve("written/references.jsonl")))
        .isNotEqualTo(answers);
    Files.createDirectories(folder.resolve("kept"));
    Files.copy(folder.resolve("few.jsonl"), folder.resolve("kept/answers.jsonl"));
    var more = new ArrayList<>(List.of(options));
    more.add("--resume");
    var run = refresh("kept", more.toArray(String[]::new));
    assertThat(run.out()).contains("6 of 30 prompts answered");
  }

  @Test
  void aGuardThatTheModelCannotReadIsNone() throws IOException {
    var row = JSON.createObjectNode().put("prompt", "long");
    row.put("chosen", " naps again .".repeat(2000)).put("rejected", " naps .".repeat(2000));
    Files.writeString(folder.resolve("long.jsonl"), row + "\n");
    var run =
        CommandRun.of(
            "reward",
            "refresh",
            "--model",
            at("text/model"),
            "--frozen",
            "--data",
            at("pool.jsonl"),
            "--eval-data",
            at("long.jsonl"),
            "--policy",
            at("answers.jsonl"),
            "--truncation",
            "drop",
            "--out",
            at("unguarded"));
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.err()).contains("--eval-data", "nothing guards the refresh");
  }

  @Test
  void whatCannotBeRefreshedIsNamed() {
    var unanswered =
        CommandRun.of(
            "reward",
            "refresh",
            "--model",
            at("text/model"),
            "--data",
            at("held.jsonl"),
            "--policy",
            at("few.jsonl"),
            "--out",
            at("none"));
    assertThat(unanswered.code()).isEqualTo(3);
    assertThat(unanswered.err()).contains("no pair has an answer of the policy beside it");
    var pairs =
        CommandRun.of(
            "reward",
            "refresh",
            "--model",
            at("pairs/model"),
            "--data",
            at("pool.jsonl"),
            "--policy",
            at("answers.jsonl"),
            "--out",
            at("none"));
    assertThat(pairs.code()).isEqualTo(2);
    assertThat(pairs.err()).contains("pairs/model");
    assertThat(refresh("text", "--policy", at("answers.jsonl")).err())
        .contains("holds a finished refresh");
    assertThat(refresh("x", "--policy", at("answers.jsonl"), "--guard", "2").code()).isEqualTo(2);
    assertThat(folder.resolve("none/model")).doesNotExist();
  }
}
