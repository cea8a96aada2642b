package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  @TempDir private Path folder;
  private String model = "";
  private String data = "";

  @BeforeEach
  void files() throws Exception {
    model = TinyChat.write(folder, "model", "", 1).toString();
    String[] rows = new String[20];
    for (int i = 0; i < rows.length; i++)
      rows[i] =
          "{\"prompt\": \"Number "
              + (char) ('a' + i)
              + " is\", \"chosen\": \" four\", \"rejected\": \" five or six\"}";
    data = TinyChat.data(folder, "d.jsonl", rows).toString();
  }

  @Test
  void countsWhatWillTrainAndWritesNothing() throws Exception {
    var run =
        Captured.run(
            "plan",
            "--model",
            model,
            "--data",
            data,
            "--eval-split",
            "0.2",
            "--batch-size",
            "4",
            "--epochs",
            "3",
            "--json",
            "--memory",
            "64GiB",
            "--probe",
            "1");
    assertThat(run.code()).as(run.err()).isZero();
    var plan = new ObjectMapper().readTree(run.out());
    var counted = plan.path("data");
    // BOS, 11 bytes of prompt; 5 and 12 bytes of response, each with EOS.
    assertThat(counted.path("rows").asInt()).isEqualTo(16);
    assertThat(counted.path("heldOut").asInt()).isEqualTo(4);
    assertThat(counted.path("tokens").asInt()).isEqualTo(16 * (2 * 12 + 6 + 13));
    assertThat(counted.path("trained").asInt()).isEqualTo(16 * (6 + 13));
    assertThat(counted.path("packed").asInt())
        .as("the prompt once; last tokens are not read")
        .isEqualTo(16 * (12 + 5 + 12));
    assertThat(counted.path("longest").asInt()).isEqualTo(25);
    assertThat(counted.path("steps").asInt()).isEqualTo(12);
    assertThat(counted.path("pass").asInt()).isEqualTo(4 * (12 + 5 + 12));
    long parameters = 2L * 265 * 16 + 2 * (16 * 16 * 2 + 2 * 8 * 16 + 3 * 16 * 48 + 2 * 16) + 16;
    assertThat(plan.path("memory").path("weights").asLong()).isEqualTo(4 * parameters);
    assertThat(plan.path("memory").path("moments").asLong()).isEqualTo(8 * parameters);
    assertThat(plan.path("memory").path("masters").asLong()).isZero();
    assertThat(plan.path("memory").path("logits").asLong()).isEqualTo(20L * 4 * 19 * 265);
    assertThat(plan.path("slack").asDouble()).isGreaterThanOrEqualTo(1);
    assertThat(plan.path("fitting").asLong()).isEqualTo(4 * (12 + 5 + 12));
    assertThat(plan.path("time").path("training").asDouble()).isPositive();
    assertThat(plan.path("time").path("probedSteps").asInt()).isEqualTo(1);
    try (var left = Files.list(folder)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("model", "model-tokenizer", "d.jsonl");
    }
  }

  @Test
  void narrowTypesHaveMasterCopiesAndMovingReferencesWeigh() throws Exception {
    var run =
        Captured.run(
            "plan",
            "--model",
            model,
            "--data",
            data,
            "--dtype",
            "bf16",
            "--reference",
            "ema:0.9",
            "--probe",
            "0",
            "--json");
    var memory = new ObjectMapper().readTree(run.out()).path("memory");
    long weights = memory.path("weights").asLong();
    assertThat(memory.path("masters").asLong()).isEqualTo(2 * weights);
    assertThat(memory.path("moments").asLong()).isEqualTo(4 * weights);
    assertThat(memory.path("reference").asLong()).isEqualTo(weights);
  }

  @Test
  void saysWhatDoesNotFit() throws Exception {
    String[] args = {"plan", "--model", model, "--data", data, "--probe", "0", "--memory", "1MiB"};
    var run = Captured.run(args);
    assertThat(run.code()).isEqualTo(6);
    assertThat(run.out()).contains("fits").contains("not even the longest row alone");
    args[args.length - 1] = "lots";
    var bad = Captured.run(args);
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("--memory: lots: must be a size");
    args[args.length - 1] = "0.5GiB";
    var half = Captured.run(args);
    assertThat(half.out()).contains("memory given           512.0 MiB");
  }

  @Test
  void theSlackIsWhatWasMeasuredOverWhatLives() throws Exception {
    var run = Captured.run("plan", "--model", model, "--data", data, "--json");
    var plan = new ObjectMapper().readTree(run.out());
    var memory = plan.path("memory");
    double parts = 0;
    for (var part : memory) parts += part.asLong();
    assertThat(plan.path("slack").asDouble())
        .isCloseTo(
            Math.max(1, plan.path("time").path("probedPeak").asLong() / parts), within(1e-9));
  }
}
