package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.reward.RewardFolder;
import org.penchant.app.demo.TinyWorld;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Json;

/** Several reward models trained to be averaged, to vote, or to score rows they did not see. */
class RewardMembersTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void data() throws IOException {
    TinyWorld.write(folder);
    var rows = Files.readAllLines(folder.resolve("plain.jsonl"));
    var marked = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++)
      marked.add(rows.get(i).replaceFirst("\\{", "{\"corrupted\": " + (i % 4 == 0 ? 1 : 0) + ", "));
    Files.write(folder.resolve("marked.jsonl"), marked);
    ran(
        "reward",
        "embed",
        "--model",
        at("model"),
        "--data",
        at("plain.jsonl"),
        "--out",
        at("v.npy"));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun ran(String... args) {
    var run = CommandRun.of(args);
    assertThat(run.code()).as("%s: %s", List.of(args), run.err()).isZero();
    return run;
  }

  private static String[] args(String out, String... more) {
    var args = new ArrayList<>(List.of("reward", "train", "--data", at("marked.jsonl")));
    args.addAll(List.of("--max-steps", "4", "--eval-split", "0.25", "--out", at(out)));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static List<String> names(String json) throws IOException {
    var names = new ArrayList<String>();
    for (JsonNode model : Json.mapper().readTree(json).path("models"))
      names.add(model.path("model").asText());
    return names;
  }

  @Test
  void membersShareOneHeadAndAreAveraged() throws IOException {
    String[] args =
        args(
            "vectors",
            "--embeddings",
            at("v.npy"),
            "--hidden",
            "6",
            "--members",
            "3",
            "--head-steps",
            "2",
            "--json");
    String json = ran(args).out();
    assertThat(names(json))
        .contains("member 1", "member 3", "mean of members", "ensemble", "average of weights");
    var found = Json.mapper().readTree(json);
    for (JsonNode model : found.path("models"))
      assertThat(model.path("memorised").asDouble(-1)).as(model.toString()).isBetween(0.0, 1.0);
    assertThat(found.path("connectivity").path("gaps").get(0).asDouble()).isZero();
    assertThat(folder.resolve("vectors/average/reward.json")).exists();
    assertThat(folder.resolve("vectors/report.md")).content().contains("wrong labels learned");
    var first = start("vectors/member-1/model");
    assertThat(first).isPresent();
    assertThat(start("vectors/member-2/model")).isEqualTo(first);
    assertThat(start("vectors/average")).isEqualTo(first);
    assertThat(start("vectors/start/model")).isNotEqualTo(first);
    ran(
        "reward",
        "score",
        "--model",
        "@" + at("vectors/members.txt"),
        "--embeddings",
        at("v.npy"),
        "--data",
        at("plain.jsonl"),
        "--out",
        at("ensemble.jsonl"));
    assertThat(folder.resolve("ensemble.jsonl")).content().contains("each");
    assertThat(CommandRun.of(args).err()).contains("holds finished members");
  }

  private static Optional<String> start(String name) throws IOException {
    return RewardFolder.start(folder.resolve(name));
  }

  @Test
  void finishedMembersAreKeptWhenARunGoesOn() throws IOException {
    String[] members = {"--embeddings", at("v.npy"), "--members", "2"};
    ran(args("again", members));
    byte[] average = Files.readAllBytes(folder.resolve("again/average/reward.safetensors"));
    var before = Files.getLastModifiedTime(folder.resolve("again/member-1/report.html"));
    Files.delete(folder.resolve("again/report.html"));
    Folders.delete(folder.resolve("again/member-2"));
    assertThat(CommandRun.of(args("again", members)).err()).contains("--resume");
    var resume = new ArrayList<>(List.of(members));
    resume.add("--resume");
    ran(args("again", resume.toArray(String[]::new)));
    assertThat(Files.getLastModifiedTime(folder.resolve("again/member-1/report.html")))
        .isEqualTo(before);
    assertThat(folder.resolve("again/average/reward.safetensors")).hasBinaryContent(average);
  }

  @Test
  void membersOfTextStartFromCheckpointsOfOneModel() throws IOException {
    var json =
        ran(args(
                "text",
                "--model",
                at("model"),
                "--members",
                "2",
                "--head-steps",
                "2",
                "--member-starts",
                at("model") + "," + at("model"),
                "--json"))
            .out();
    assertThat(names(json)).contains("average of weights");
    assertThat(folder.resolve("text/average/config.json")).exists();
    ran("reward", "eval", "--model", at("text/average"), "--data", at("plain.jsonl"));
  }

  @Test
  void rowsAreScoredByMembersThatDidNotSeeThem() throws IOException {
    ran(
        args(
            "folds",
            "--embeddings",
            at("v.npy"),
            "--members",
            "6",
            "--folds",
            "2",
            "--head-steps",
            "2"));
    var lines = Files.readAllLines(folder.resolve("folds/strength.jsonl"));
    assertThat(lines).hasSize(30);
    for (String line : lines) {
      var row = Json.mapper().readTree(line);
      assertThat(row.has("margin_3")).isTrue();
      assertThat(row.has("margin_4")).isFalse();
    }
    ran(
        "curate",
        "--data",
        at("folds/strength.jsonl"),
        "--step",
        "denoise: {evidence: {margins: {members: 3}}, remedy: soften}",
        "--out",
        at("softened.jsonl"));
    assertThat(folder.resolve("softened.jsonl")).content().contains("soft_label");
  }

  @Test
  void unlikeHeadsAndPlansThatDoNotFitAreRefused() {
    for (String seed : List.of("1", "2"))
      ran(args("seed-" + seed, "--model", at("model"), "--seed", seed));
    var run =
        CommandRun.of(
            "reward",
            "merge",
            "--model",
            at("seed-1/model"),
            at("seed-2/model"),
            "--out",
            at("unlike"));
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("need one first head");
    var bad =
        CommandRun.of(
            args(
                "bad",
                "--embeddings",
                at("v.npy"),
                "--members",
                "4",
                "--folds",
                "2",
                "--member-rates",
                "0",
                "--member-starts",
                at("seed-1/model")));
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err())
        .contains("three at least")
        .contains("must be positive")
        .contains("an average needs one first head");
  }
}
