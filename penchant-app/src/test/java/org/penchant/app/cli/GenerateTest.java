package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTest {
  @TempDir Path folder;

  @Test
  void printsTheText() {
    var run =
        Captured.run(
            "generate",
            "--model",
            Captured.stories(),
            "--prompt",
            "Once upon",
            "--greedy",
            "--max-new-tokens",
            "12");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(" a time, there was a little girl named Lily\n");
  }

  @Test
  void writesAllSamplesOfAFileOfPrompts() throws Exception {
    Path data = folder.resolve("prompts.jsonl");
    Files.writeString(data, "{\"prompt\": \"Lily\", \"id\": 3}\n\n\"One day\"\n");
    Path out = folder.resolve("out.jsonl");
    String[] args = {
      "generate",
      "--model",
      Captured.stories(),
      "--data",
      data.toString(),
      "--samples",
      "2",
      "--seed",
      "4",
      "--max-new-tokens",
      "8",
      "--top-p",
      "0.9",
      "--out",
      out.toString()
    };
    assertThat(Captured.run(args).code()).isZero();
    var lines = Files.readAllLines(out);
    assertThat(lines).hasSize(4);
    var last = new ObjectMapper().readTree(lines.getLast());
    assertThat(last.get("prompt").asText()).isEqualTo("One day");
    assertThat(last.get("sample").asInt()).isEqualTo(1);
    assertThat(last.get("tokens").asInt()).isEqualTo(8);
    assertThat(last.get("finish").asText()).isEqualTo("length");
    assertThat(last.get("log_probability").asDouble()).isNegative();
    assertThat(Captured.run(args).code()).isZero();
    assertThat(Files.readAllLines(out)).isEqualTo(lines);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void mistakesAreNamedWithTheirExitCodes() throws Exception {
    assertThat(Captured.run("generate", "--model", "nowhere").code()).isEqualTo(2);
    var bad = Captured.run("generate", "--model", "nowhere", "--prompt", "x", "--top-p", "7");
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("top-p: 7.0: must be in (0, 1]");
    var absent = Captured.run("generate", "--model", "nowhere", "--prompt", "x");
    assertThat(absent.code()).isEqualTo(4);
    assertThat(absent.err()).startsWith("error: nowhere");
    Path data = folder.resolve("prompts.jsonl");
    Files.writeString(data, "{\"prompt\": 4}\n{\n{\"prompt\": [{\"role\": \"user\"}]}\n");
    var lines = Captured.run("generate", "--model", "nowhere", "--data", data.toString());
    assertThat(lines.code()).isEqualTo(3);
    assertThat(lines.err().lines())
        .satisfiesExactly(
            l -> assertThat(l).contains("line 1").contains("has no prompt"),
            l -> assertThat(l).contains("line 2").contains("is not JSON"),
            l -> assertThat(l).contains("line 3").contains("has no prompt"));
    Files.writeString(data, "{\"prompt\": [{\"role\": \"user\", \"content\": \"hi\"}]}\n");
    var chat = Captured.run("generate", "--model", Captured.stories(), "--data", data.toString());
    assertThat(chat.code()).isEqualTo(3);
    assertThat(chat.err()).contains("no chat template");
  }
}
