package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dialogues all the way: aligned, reported and answered through the model's own template. */
class AlignChatTest {
  private static final String ROW =
      "{\"prompt\": [{\"role\": \"user\", \"content\": \"%c+%c?\"}], \"chosen\": [{\"role\":"
          + " \"assistant\", \"content\": \"Four.\"}], \"rejected\": [{\"role\": \"assistant\","
          + " \"content\": \"Five, or so.\"}]}";

  @TempDir private Path folder;

  @Test
  void dialoguesTrainAndAreAnswered() throws Exception {
    var model = TinyChat.write(folder, "model", TinyChat.TEMPLATE, 1).toString();
    String[] rows = new String[12];
    for (int i = 0; i < rows.length; i++)
      rows[i] = String.format(java.util.Locale.ROOT, ROW, 'a' + i, 'b' + i);
    var data = TinyChat.data(folder, "d.jsonl", rows).toString();
    Path out = folder.resolve("run");
    var run =
        Captured.run(
            "align",
            "--model",
            model,
            "--data",
            data,
            "--out",
            out.toString(),
            "--epochs",
            "8",
            "--batch-size",
            "4",
            "--learning-rate",
            "3e-3",
            "--eval-split",
            "0.25",
            "--samples",
            "1",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    var figures = new ObjectMapper().readTree(run.out());
    assertThat(figures.path("after").path("rewards/margins").asDouble()).isPositive();
    var aligned = out.resolve("model");
    assertThat(Files.readString(aligned.resolve("tokenizer_config.json"))).contains("im_start");
    var prompts =
        TinyChat.data(
            folder, "p.jsonl", "{\"messages\": [{\"role\": \"user\", \"content\": \"a+b?\"}]}");
    var answer =
        Captured.run(
            "generate",
            "--model",
            aligned.toString(),
            "--data",
            prompts.toString(),
            "--greedy",
            "--max-new-tokens",
            "4",
            "--json");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(new ObjectMapper().readTree(answer.out()).path("tokens").asInt()).isBetween(1, 4);
    var before = sum(model, data);
    assertThat(sum(aligned.toString(), data)).isNotEqualTo(before);
  }

  private static double sum(String model, String data) throws Exception {
    var line = Captured.run("score", "--model", model, "--data", data).out().lines().findFirst();
    return new ObjectMapper()
        .readTree(line.orElseThrow())
        .path("responses")
        .path(0)
        .path("sum")
        .asDouble();
  }
}
