package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Step rewards from labels of steps, from end to end: a process reward model. */
class RewardStepsTest {
  @TempDir Path folder;

  private Path chat;
  private Path rows;
  private int steps;

  /** Solutions of one to three steps; those that say yes are right. */
  @BeforeEach
  void write() throws Exception {
    chat = TinyChat.write(folder, "tiny", TinyChat.TEMPLATE, 3);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      var texts = new ArrayList<String>();
      var labels = new ArrayList<String>();
      for (int t = 0; t <= i % 3; t++) {
        boolean right = (i >> t & 1) == 0;
        texts.add((right ? "\"yes " : "\"no ") + i * 7 % 10 + "\"");
        labels.add(String.valueOf(right));
        steps++;
      }
      lines.add(
          "{\"prompt\": \"say %d\", \"completions\": %s, \"labels\": %s}"
              .formatted(i, texts, labels));
    }
    rows = Written.file(folder, "steps.jsonl", lines.toArray(String[]::new));
  }

  private static JsonNode json(Captured run) throws Exception {
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private Captured train(String out, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "reward",
                "train",
                "--method",
                "reward-labels",
                "--set",
                "head=step-rewards",
                "--data",
                rows.toString(),
                "--out",
                folder.resolve(out).toString(),
                "--json"));
    args.addAll(List.of(more));
    return Captured.run(args.toArray(String[]::new));
  }

  /** Rewards of the first response of each row. */
  private List<Double> rewards(Path model, Path data) throws Exception {
    var run =
        Captured.run("reward", "score", "--model", model.toString(), "--data", data.toString());
    assertThat(run.code()).as(run.err()).isZero();
    var found = new ArrayList<Double>();
    for (String line : run.out().lines().toList())
      found.add(new ObjectMapper().readTree(line).path("rewards").get(0).asDouble());
    return found;
  }

  @Test
  void learnsWhichStepsAreRight() throws Exception {
    var trained =
        json(train("run", "--model", chat.toString(), "--epochs", "40", "--learning-rate", "5e-3"));
    assertThat(trained.path("trained_on").asInt()).isEqualTo(36);
    assertThat(trained.path("held_out").path("loss").asDouble()).isLessThan(0.3);
    assertThat(trained.path("held_out").has("accuracy")).isFalse();
    var fit = trained.path("labels").path(0);
    assertThat(fit.path("name").asText()).isEqualTo("steps");
    assertThat(fit.path("accuracy").asDouble()).isGreaterThan(0.8);
    assertThat(fit.path("error").asDouble()).isLessThan(fit.path("spread").asDouble());
    assertThat(trained.path("held_out").path("rmse").asDouble())
        .isCloseTo(fit.path("error").asDouble(), within(1e-9));
    Path model = folder.resolve("run/model");
    assertThat(folder.resolve("run/report.html")).isNotEmptyFile();
    var found = rewards(model, rows);
    var lines = Files.readAllLines(rows);
    for (int i = 0; i < lines.size(); i++)
      // the response's reward is its worst step's
      assertThat(found.get(i) > 0).as(lines.get(i)).isEqualTo(!lines.get(i).contains("false"));
  }

  @Test
  void embeddedStepsAreItems() throws Exception {
    Path vectors = folder.resolve("steps.npy");
    var embedded =
        json(
            Captured.run(
                "reward",
                "embed",
                "--steps",
                "--model",
                chat.toString(),
                "--data",
                rows.toString(),
                "--out",
                vectors.toString(),
                "--json"));
    assertThat(embedded.path("vectors").asInt()).isEqualTo(steps);
    var given = json(train("given", "--embeddings", vectors.toString(), "--max-steps", "20"));
    var frozen = json(train("frozen", "--model", chat.toString(), "--frozen", "--max-steps", "20"));
    assertThat(frozen.path("held_out").path("loss").asDouble())
        .isCloseTo(given.path("held_out").path("loss").asDouble(), within(1e-3));
  }

  @Test
  void labelsThatDoNotFitAreNamed() throws Exception {
    Path whole = folder.resolve("whole.npy");
    json(
        Captured.run(
            "reward",
            "embed",
            "--model",
            chat.toString(),
            "--data",
            rows.toString(),
            "--out",
            whole.toString(),
            "--json"));
    var unfit = train("unfit", "--embeddings", whole.toString());
    assertThat(unfit.code()).as(unfit.err()).isEqualTo(3);
    assertThat(unfit.err()).contains("row 1", "2 labels", "--steps").doesNotContain("internal");
    var cut =
        train(
            "cut",
            "--model",
            chat.toString(),
            "--frozen",
            "--max-length",
            "12",
            "--truncation",
            "completion");
    assertThat(cut.code()).as(cut.err()).isEqualTo(3);
    assertThat(cut.err()).contains("labels");
    var scalar =
        Captured.run(
            "reward",
            "train",
            "--model",
            chat.toString(),
            "--data",
            rows.toString(),
            "--out",
            folder.resolve("scalar").toString());
    assertThat(scalar.code()).isEqualTo(3);
    assertThat(scalar.err()).contains("comparisons train on pairs");
  }
}
