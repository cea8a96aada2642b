package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.demo.TinyWorld;
import org.penchant.core.io.Json;

/** Heads whose users differ: what they share, held to a head, pruned and reported. */
class RewardUsersTest {
  private static final List<String> VOTERS = List.of("ann", "bob", "cat", "dan");
  @TempDir private static Path folder;

  @BeforeAll
  static void data() throws IOException {
    TinyWorld.write(folder);
    var rows = Files.readAllLines(folder.resolve("plain.jsonl"));
    var annotated = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++)
      annotated.add(
          rows.get(i).replaceFirst("\\{", "{\"annotator\": \"" + VOTERS.get(i % 4) + "\", "));
    Files.write(folder.resolve("voters.jsonl"), annotated);
    ran(
        "reward",
        "embed",
        "--model",
        at("model"),
        "--data",
        at("voters.jsonl"),
        "--out",
        at("v.npy"));
    ran(
        "reward",
        "embed",
        "--prompts",
        "--model",
        at("model"),
        "--data",
        at("voters.jsonl"),
        "--out",
        at("prompts.npy"));
    ran(args("plain"));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String[] args(String out, String... options) {
    var args = new ArrayList<>(List.of("reward", "train"));
    if (!List.of(options).contains("--embeddings"))
      args.addAll(List.of("--embeddings", at("v.npy")));
    args.addAll(List.of("--data", at("voters.jsonl"), "--out", at(out), "--max-steps", "4"));
    args.addAll(List.of(options));
    return args.toArray(String[]::new);
  }

  private static CommandRun ran(String... args) {
    var run = CommandRun.of(args);
    assertThat(run.code()).as("%s", run.err()).isZero();
    return run;
  }

  @Test
  void useOfSharedRewardsIsToldAndPruned() throws IOException {
    var run = ran(args("pruned", "--method", "047", "--set", "rank=60", "--prune", "--json"));
    var users = Json.mapper().readTree(run.out()).path("users");
    int kept = users.path("mean_share").size();
    assertThat(kept).isBetween(1, 59);
    for (var most : users.path("greatest_share")) assertThat(most.asDouble()).isGreaterThan(0.01);
    var description = Json.mapper().readTree(folder.resolve("pruned/model/reward.json").toFile());
    assertThat(description.at("/head/low-rank/rank").asInt()).isEqualTo(kept);
    var whole = ran(args("whole", "--method", "047", "--set", "rank=60"));
    assertThat(whole.out()).contains("warning: shared reward", "no user takes it", "--prune");
    assertThat(folder.resolve("whole/report.md")).content().contains("Which shared rewards");
    ran(
        "reward",
        "score",
        "--model",
        at("pruned/model"),
        "--embeddings",
        at("v.npy"),
        "--data",
        at("voters.jsonl"),
        "--out",
        at("scores.jsonl"));
  }

  @Test
  void prototypesAreTold() throws IOException {
    var run = ran(args("ideal", "--method", "078", "--set", "prototypes=3", "--json"));
    var users = Json.mapper().readTree(run.out()).path("users");
    assertThat(users.path("distances")).hasSize(3);
    assertThat(users.path("spread").asDouble()).isPositive();
    assertThat(users.path("entropy").asDouble()).isBetween(0.0, Math.log(3));
    assertThat(folder.resolve("ideal/report.md")).content().contains("Ideal points that users mix");
    var prompted =
        ran(
            args(
                "maps",
                "--method",
                "078",
                "--set",
                "prompted=true",
                "--embeddings",
                at("prompts.npy")));
    assertThat(prompted.out()).contains("prototype 2", "entropy of use");
  }

  @Test
  void prototypesBeginWhereResponsesLie() throws IOException {
    var run = ran(args("means", "--method", "078", "--set", "start=k-means", "--json"));
    var users = Json.mapper().readTree(run.out()).path("users");
    assertThat(users.at("/distances/0/1").asDouble()).isPositive();
    assertThat(folder.resolve("means/model/reward.safetensors")).isRegularFile();
    var many =
        CommandRun.of(
            args("many", "--method", "078", "--set", "start=k-means", "--set", "prototypes=99"));
    assertThat(many.code()).isEqualTo(2);
    assertThat(many.err()).contains("points for 99 clusters", "take start=normal");
  }

  @Test
  void aTemperatureFarFromTheFirstMarginsIsToldWithOneThatIsNot() {
    var run = ran(args("frozen", "--method", "047", "--set", "temperature=1000"));
    assertThat(run.out()).contains("learning freezes").containsPattern("--set temperature=\\d");
    assertThat(ran(args("warm", "--method", "047")).out()).doesNotContain("first margins");
  }

  @Test
  void sharedRewardsAreHeldToAHead() throws IOException {
    String penalty = "penalty={cosine: {alpha: 5, from: 0, to: 0.5}}";
    ran(
        args(
            "held",
            "--method",
            "047",
            "--towards",
            at("plain/model"),
            "--set",
            penalty,
            "--set",
            "turns=1"));
    var metrics = Files.readString(folder.resolve("held/metrics.jsonl"));
    assertThat(metrics).contains("\"basis_penalty\"");
    var none = CommandRun.of(args("none", "--method", "047", "--towards", at("plain/model")));
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("the method's penalty is 0");
    var unlike =
        CommandRun.of(
            args("unlike", "--method", "047", "--towards", at("held/model"), "--set", penalty));
    assertThat(unlike.code()).isEqualTo(2);
    assertThat(unlike.err()).contains("no reward of one number for all");
  }

  @Test
  void optionsThatFitNothingAreRefused() {
    var plain = CommandRun.of(args("a", "--prune", "--towards", at("plain/model")));
    assertThat(plain.code()).isEqualTo(2);
    assertThat(plain.err()).contains("--prune", "no rewards are shared", "shares no rewards");
    var moving = CommandRun.of(args("b", "--method", "047", "--prune", "--moving-average", "0.9"));
    assertThat(moving.code()).isEqualTo(2);
    assertThat(moving.err()).contains("leave out one of them");
    var members = CommandRun.of(args("c", "--method", "047", "--prune", "--members", "2"));
    assertThat(members.code()).isEqualTo(2);
    assertThat(members.err()).contains("members of one average");
  }
}
