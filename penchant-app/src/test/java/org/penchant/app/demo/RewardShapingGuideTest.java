package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.cli.CommandRun;
import org.penchant.app.reward.NamedScorer;
import org.penchant.core.io.Json;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;

/** docs/reward-shaping.md is true. */
class RewardShapingGuideTest {
  @TempDir private Path folder;

  @BeforeEach
  void world() throws IOException {
    TinyWorld.write(folder);
    var plain = Files.readAllLines(folder.resolve("plain.jsonl"));
    Files.write(folder.resolve("pairs.jsonl"), plain);
    Files.write(folder.resolve("references.jsonl"), plain);
  }

  @Test
  void everyCommandRunsAndShapedScorersSayWhatTheirFileSays() throws IOException {
    Guide.of("reward-shaping.md", folder).run("--max-steps", "2");
    var first = Json.mapper().readTree(line(folder.resolve("runs/shaped.jsonl"), 0));
    double[] raw = {first.at("/raw/0").doubleValue(), first.at("/raw/1").doubleValue()};
    double expected = (Logistic.sigmoid(raw[0] - raw[0]) + Logistic.sigmoid(raw[0] - raw[1])) / 2;
    assertThat(first.at("/rewards/0").doubleValue()).isEqualTo(expected);
    shapedScorer();
    assertThat(folder.resolve("relevant.jsonl")).isNotEmptyFile();
  }

  @Test
  void relevanceByAModelAndCalibrated() throws IOException {
    Files.write(
        folder.resolve("references.jsonl"),
        List.of(
            "{\"prompt\": \"who made the tea\", \"response\": \"the host made tea\"}",
            "{\"prompt\": \"tell me about soup\", \"response\": \"soup is warm\"}"));
    Files.write(
        folder.resolve("calibration.jsonl"),
        List.of(
            "{\"prompt\": \"who made the tea\", \"response\": \"the host\"}",
            "{\"prompt\": \"who made the tea\", \"response\": \"bread\"}",
            "{\"prompt\": \"tell me about soup\", \"response\": \"soup is soup\"}",
            "{\"prompt\": \"tell me about soup\", \"response\": \"bread is far from it\"}"));
    String description = "encoder: model\nreferences: references.jsonl\n";
    Files.writeString(folder.resolve("plain.yaml"), description);
    Files.writeString(
        folder.resolve("calibrated.yaml"), description + "calibration: calibration.jsonl\n");
    var prompt = Content.of("who made the tea");
    var answer = Content.of("the host made tea");
    try (var plain = NamedScorer.open("relevance:" + folder.resolve("plain.yaml"));
        var calibrated = NamedScorer.open("relevance:" + folder.resolve("calibrated.yaml"))) {
      double raw = plain.scorer().score(prompt, answer);
      assertThat(raw).isPositive();
      assertThat(calibrated.scorer().score(prompt, answer)).isNotEqualTo(raw);
      assertThat(plain.scorer().score(prompt, Content.of(""))).isZero();
    }
    Files.writeString(folder.resolve("plain.yaml"), "calibration: calibration.jsonl\n");
    assertThatThrownBy(() -> NamedScorer.open("relevance:" + folder.resolve("plain.yaml")))
        .hasMessageContaining("reads as closed");
    Files.writeString(folder.resolve("plain.yaml"), "encoders: words\n");
    assertThatThrownBy(() -> NamedScorer.open("relevance:" + folder.resolve("plain.yaml")))
        .hasMessageContaining("does not know 'encoders'");
  }

  @Test
  void aRewardOfLengthIsWrongOffTheTopic() throws IOException {
    var run =
        CommandRun.of(
            "reward",
            "eval",
            "--model",
            "length",
            "--off-topic",
            folder.resolve("pairs.jsonl").toString(),
            "--equal-scores",
            "strict",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Json.mapper().readTree(run.out()).at("/figures/0/value/estimate").doubleValue())
        .isZero();
  }

  @Test
  void copiesOfThePromptAreCounted() throws IOException {
    Files.write(
        folder.resolve("answers.jsonl"),
        List.of(
            "{\"prompt\": \"please make tea now\", \"response\": \"please make tea now\"}",
            "{\"prompt\": \"please make tea now\", \"response\": \"tea\"}"));
    var run =
        CommandRun.of(
            "prefer",
            "--data",
            folder.resolve("answers.jsonl").toString(),
            "--scorer",
            "relevance");
    assertThat(run.err()).contains("of 1 prompts the best response is the prompt again");
  }

  private void shapedScorer() throws IOException {
    var chosen = Json.mapper().readTree(line(folder.resolve("chosen.jsonl"), 0));
    var prompt = Content.of(chosen.path("prompt").asText());
    var answer = Content.of(chosen.path("chosen").asText());
    try (var shaped = NamedScorer.open("shaped:" + folder.resolve("both.yaml"))) {
      assertThat(shaped.scorer().score(prompt, answer))
          .isCloseTo(
              chosen.path("chosen_rating").doubleValue(),
              org.assertj.core.api.Assertions.within(1e-5));
    }
    double sum = 0;
    for (String model : List.of("helpful", "harmless"))
      try (var plain = NamedScorer.open("reward:" + folder.resolve("runs/" + model + "/model"))) {
        double temperature = model.equals("helpful") ? temperature() : 1;
        double reference = 0;
        var references = references(prompt);
        for (var one : references)
          reference += plain.scorer().score(prompt, one) / references.size();
        sum +=
            Logistic.logSigmoid((plain.scorer().score(prompt, answer) - reference) / temperature);
      }
    assertThat(chosen.path("chosen_rating").doubleValue())
        .isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-5));
  }

  private double temperature() throws IOException {
    JsonNode reward =
        Json.mapper()
            .readTree(Files.readString(folder.resolve("runs/helpful/model/reward.json")))
            .path("calibration");
    return reward.findValue("temperature").isNumber()
        ? reward.findValue("temperature").doubleValue()
        : reward.path("temperature").path("temperature").doubleValue();
  }

  private List<Content> references(Content prompt) throws IOException {
    var found = new ArrayList<Content>();
    for (String line : Files.readAllLines(folder.resolve("reference-answers.jsonl"))) {
      var row = Json.mapper().readTree(line);
      if (row.path("prompt").asText().equals(prompt.plain()))
        found.add(Content.of(row.path("response").asText()));
    }
    return found;
  }

  private static String line(Path file, int number) throws IOException {
    return Files.readAllLines(file).get(number);
  }

  @Test
  void whatIsWrongWithAShapedFileIsSaid() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"models: []\nshaping: tanh", "name one or more"},
          {"models: [a]", "give shaping or combination"},
          {"models: [a]\nshaping: tanh\ncombination: and", "give shaping or combination"},
          {"models: [a, b]\nshaping: tanh", "of one model"},
          {"models: [a]\nshaping: {running: {kind: scaled}}", "while a policy trains"},
          {"models: [a]\nshaping: steep", "is not one of"},
          {"models: [a]\nshaping: tanh\nlength: 3", "does not know 'length'"},
          {"models: [a]\nshaping: tanh", "name a model folder"},
          {"models: [a", "both.yaml"}
        }) {
      Files.writeString(folder.resolve("both.yaml"), wrong[0]);
      Files.writeString(
          folder.resolve("answers.jsonl"), "{\"prompt\": \"tea\", \"response\": \"no\"}\n");
      var run =
          CommandRun.of(
              "prefer",
              "--data",
              folder.resolve("answers.jsonl").toString(),
              "--scorer",
              "shaped:" + folder.resolve("both.yaml"));
      assertThat(run.err()).as(wrong[0]).contains(wrong[1]).doesNotContain("at org.");
      assertThat(run.code())
          .as(String.format(Locale.ROOT, "%s", wrong[0]))
          .isIn(ExitCode.USAGE.code(), ExitCode.BAD_MODEL.code());
    }
  }

  @Test
  void optionsThatExcludeEachOtherAreRefused() {
    for (String[] wrong :
        new String[][] {
          {"--shape", "tanh", "--combine", "and"},
          {"--references", "x.jsonl"},
          {"--pool", "least", "--caution", "1"},
          {"--pool", "most"},
          {"--shape", "steep"}
        }) {
      var args = new ArrayList<>(List.of("reward", "score", "--model", "a", "--data", "b"));
      args.addAll(List.of(wrong));
      var run = CommandRun.of(args.toArray(String[]::new));
      assertThat(run.code()).as(String.join(" ", wrong)).isEqualTo(ExitCode.USAGE.code());
      assertThat(run.err()).contains(wrong[0]);
    }
  }
}
