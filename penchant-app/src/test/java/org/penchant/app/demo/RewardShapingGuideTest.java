package org.penchant.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

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
