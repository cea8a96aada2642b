package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.cli.CommandRun;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

class RewardScorerTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void models() throws IOException {
    TinyRewards.write(folder);
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void itSaysWhatRewardScoreSays() throws IOException {
    String out =
        TinyRewards.ran("reward", "score", "--model", at("text/model"), "--data", at("plain.jsonl"))
            .out();
    var rewards = Json.mapper().readTree(out.lines().findFirst().orElseThrow()).path("rewards");
    var row = Json.mapper().readTree(Files.readAllLines(folder.resolve("plain.jsonl")).getFirst());
    var prompt = Content.of(row.path("prompt").asText());
    try (var scorer = RewardScorer.open(folder.resolve("text/model"))) {
      assertThat(scorer.score(prompt, Content.of(row.path("chosen").asText())))
          .isCloseTo(rewards.get(0).doubleValue(), within(1e-5));
      assertThat(scorer.score(prompt, Content.of(row.path("rejected").asText())))
          .isCloseTo(rewards.get(1).doubleValue(), within(1e-5));
    }
  }

  @Test
  void vectorsHaveNoRewardOfAText() {
    assertThatThrownBy(() -> RewardScorer.open(folder.resolve("vectors/model")))
        .isInstanceOfSatisfying(
            ProblemsException.class, bad -> assertThat(bad.code()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("a model of vectors")
        .hasMessageContaining("reward train --model");
    assertThatThrownBy(() -> RewardScorer.open(folder.resolve("model")))
        .hasMessageContaining("neither a folder of reward train nor a sequence classifier");
  }

  @Test
  void aHeadOfPairsScoresResponsesAgainstEachOther() throws IOException {
    String out =
        TinyRewards.ran(
                "reward", "score", "--model", at("pairs/model"), "--data", at("plain.jsonl"))
            .out();
    var rewards = Json.mapper().readTree(out.lines().findFirst().orElseThrow()).path("rewards");
    var row = Json.mapper().readTree(Files.readAllLines(folder.resolve("plain.jsonl")).getFirst());
    var prompt = Content.of(row.path("prompt").asText());
    var first = Content.of(row.path("chosen").asText());
    var second = Content.of(row.path("rejected").asText());
    try (var scorer = RewardScorer.open(folder.resolve("pairs/model"))) {
      double[] forth = scorer.scores(prompt, List.of(first, second));
      assertThat(forth[0]).isCloseTo(rewards.get(0).doubleValue(), within(1e-5)).isNotZero();
      assertThat(forth[0] + forth[1]).isCloseTo(0, within(1e-9));
      double[] back = scorer.scores(prompt, List.of(second, first));
      assertThat(back[1]).isCloseTo(forth[0], within(1e-6));
      assertThatThrownBy(() -> scorer.score(prompt, first))
          .hasMessageContaining("a head of pairs scores a response against others");
    }
  }

  @Test
  void preferTakesItByName() throws IOException {
    Path samples =
        TinyRewards.write(
            folder,
            "samples.jsonl",
            "{\"prompt\": \"the cat\", \"response\": \" naps .\"}",
            "{\"prompt\": \"the cat\", \"response\": \" naps again .\"}");
    Path out = folder.resolve("preferred.jsonl");
    String[] args = {
      "prefer",
      "--data",
      samples.toString(),
      "--scorer",
      "reward:" + at("text/model"),
      "--out",
      out.toString()
    };
    TinyRewards.ran(args);
    var row = Json.mapper().readTree(Files.readString(out));
    assertThat(row.path("chosen_rating").doubleValue())
        .isGreaterThan(row.path("rejected_rating").doubleValue());
    args[4] = "reward:" + at("pairs/model");
    TinyRewards.ran(args);
    var compared = Json.mapper().readTree(Files.readString(out));
    assertThat(compared.path("chosen_rating").doubleValue()).isPositive();
    args[4] = "novelty";
    assertThat(CommandRun.of(args).err()).contains("reward:FOLDER");
  }

  @Test
  void judgeTakesItByName() {
    var run =
        TinyRewards.ran(
            "judge", "--data", at("plain.jsonl"), "--judge", "reward:" + at("text/model"));
    assertThat(run.out()).contains("40");
  }
}
