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
import org.penchant.core.stats.Correlation;

/** Prototypes, confidences and the study of alignment (specification 012) from the command line. */
class RewardConfidenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyRewards.write(folder);
    var labelled = new ArrayList<String>();
    for (int i = 0; i < 80; i++)
      labelled.add(
          "{\"prompt\": \"a student wants %s\", \"response\": \"%s\", \"food\": %d}"
              .formatted(
                  List.of("tea", "soup", "bread", "water").get(i / 2 % 4) + " .".repeat(i / 8),
                  (i % 2 == 0 ? " tea" : " soup").repeat(6),
                  i % 2));
    TinyRewards.write(folder, "labelled.jsonl", labelled.toArray(String[]::new));
    ran(probe("--model", at("text/model"), "--prototypes", at("prototypes.json")));
  }

  private static String[] probe(String... more) {
    var args =
        new ArrayList<>(
            List.of("reward", "eval", "--probe", at("labelled.jsonl"), "--dimension", "food"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static List<JsonNode> score(String... more) throws IOException {
    var args =
        new ArrayList<>(
            List.of("reward", "score", "--model", at("text/model"), "--data", at("plain.jsonl")));
    args.addAll(List.of(more));
    var rows = new ArrayList<JsonNode>();
    for (String line : ran(args.toArray(String[]::new)).out().lines().toList())
      rows.add(JSON.readTree(line));
    return rows;
  }

  @Test
  void rewardsOfLittleConfidenceBecomeTheMean() throws IOException {
    var plain = score();
    var sure = score("--confidence", at("prototypes.json"));
    var dropped = score("--confidence", at("prototypes.json"), "--gate-drop");
    double mean =
        plain.stream()
            .flatMap(r -> List.of(r.at("/rewards/0"), r.at("/rewards/1")).stream())
            .mapToDouble(JsonNode::asDouble)
            .average()
            .orElseThrow();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    int gated = 0;
    for (int i = 0; i < sure.size(); i++)
      for (int c = 0; c < 2; c++) {
        var row = sure.get(i);
        assertThat(row.at("/rewards/" + c)).isEqualTo(plain.get(i).at("/rewards/" + c));
        assertThat(row.at("/used/" + c).asText()).isEqualTo("food");
        double confidence = row.at("/confidence/" + c).asDouble();
        if (dropped.get(i).at("/gated/" + c).isNull()) {
          gated++;
          most = Math.max(most, confidence);
          assertThat(row.at("/gated/" + c).asDouble()).isCloseTo(mean, within(1e-9));
        } else {
          least = Math.min(least, confidence);
          assertThat(row.at("/gated/" + c)).isEqualTo(row.at("/rewards/" + c));
        }
      }
    assertThat(gated).isEqualTo(20);
    assertThat(most).isLessThan(least);
  }

  @Test
  void prototypesOfOtherVectorsAndOfOtherModelsAreRefused() throws IOException {
    ran(probe("--model", at("text/model"), at("other/model"), "--prototypes", at("two.json")));
    String[] args = {
      "reward",
      "score",
      "--model",
      at("pairs/model"),
      "--data",
      at("plain.jsonl"),
      "--confidence",
      at("two.json")
    };
    var unknown = CommandRun.of(args);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("has no prototypes of", "pairs/model");
    var narrow =
        Files.readString(folder.resolve("prototypes.json"))
            .replaceFirst(
                "(?s)\"scale\".*",
                "\"scale\": {\"mean\": [0], \"sd\": [1]}, \"mean\": 0, \"sd\": 1}}]}");
    Files.writeString(folder.resolve("narrow.json"), narrow);
    args[3] = at("text/model");
    args[7] = at("narrow.json");
    assertThat(CommandRun.of(args).err()).contains("holds prototypes of other vectors");
    var several =
        CommandRun.of(
            "reward",
            "score",
            "--model",
            at("text/model"),
            at("other/model"),
            "--data",
            at("plain.jsonl"),
            "--confidence",
            at("two.json"));
    assertThat(several.code()).isEqualTo(2);
    assertThat(several.err()).contains("prototypes are of one model");
  }

  @Test
  void theScoreOfProbesIsSetAgainstAlignment() throws IOException {
    String[] models = {"text/model", "other/model", "pairs/model", "third/model"};
    ran(
        "reward",
        "train",
        "--model",
        at("model"),
        "--data",
        at("plain.jsonl"),
        "--learning-rate",
        "0.05",
        "--max-steps",
        "5",
        "--eval-split",
        "0",
        "--out",
        at("third"));
    double[] alignment = {0.5, 0.6, 0.55, 0.3};
    var table = new StringBuilder("model,alignment\n");
    for (int i = 0; i < 4; i++)
      table.append(at(models[i])).append(',').append(alignment[i]).append('\n');
    Files.writeString(folder.resolve("alignment.csv"), table);
    var args = new ArrayList<>(List.of("--json", "--alignment", at("alignment.csv"), "--model"));
    for (String model : models) args.add(at(model));
    var found = JSON.readTree(ran(probe(args.toArray(String[]::new))).out());
    double[] scores = new double[4];
    for (int i = 0; i < 4; i++) scores[i] = found.at("/models/" + i + "/score").asDouble();
    double r = Correlation.pearson(scores, alignment);
    assertThat(found.at("/alignment/estimate").asDouble())
        .isCloseTo(Double.isNaN(r) ? 0 : r, within(1e-12));
    var few =
        CommandRun.of(
            probe("--model", at("text/model"), at("x"), "--alignment", at("alignment.csv")));
    assertThat(few.code()).isEqualTo(3);
    assertThat(few.err()).contains("has no alignment in this table", "needs 4 models or more");
  }
}
