package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.LoraAdapter;
import org.penchant.align.lm.LoraConfig;
import org.penchant.align.lm.ModelFolder;
import org.penchant.core.random.Seeds;

/** inspect, score and audit on made models. */
class LookingVerbsTest {
  private static final String PAIR =
      "{\"prompt\": [{\"role\": \"user\", \"content\": \"2+2?\"}], \"chosen\": [{\"role\":"
          + " \"assistant\", \"content\": \"Four.\"}], \"rejected\": [{\"role\": \"assistant\","
          + " \"content\": \"Five, or so.\"}]}";
  private static final String TEXT =
      "{\"prompt\": \"2+2 is\", \"chosen\": \" four\", \"rejected\": \" five or six\"}";

  @TempDir private Path folder;
  private String model = "";

  @BeforeEach
  void model() throws Exception {
    model = TinyChat.write(folder, "model", TinyChat.TEMPLATE, 1).toString();
  }

  @Test
  void inspectShowsWhatTrains() throws Exception {
    var data = TinyChat.data(folder, "d.jsonl", PAIR, PAIR).toString();
    var run =
        Captured.run(
            "inspect",
            "--model",
            model,
            "--data",
            data,
            "--row",
            "1",
            "--json",
            "--max-length",
            "20");
    assertThat(run.code()).as(run.err()).isZero();
    var json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("row").asLong()).isEqualTo(1);
    var chosen = json.path("responses").path(0);
    assertThat(chosen.path("text").asText())
        .isEqualTo("<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\nFour.<|im_end|>\n");
    assertThat(trained(chosen)).isEqualTo("Four.<|im_end|>");
    assertThat(trained(json.path("responses").path(1))).isEqualTo("Five, or so.<|im_end|>");
    assertThat(chosen.path("bos").asInt()).isZero();
    assertThat(chosen.path("truncation").path("completion").asText()).contains("left out");
    assertThat(chosen.path("truncation").path("prompt").asText()).startsWith("the prompt loses");
    var text = Captured.run("inspect", "--model", model, "--data", data);
    assertThat(text.out())
        .contains("row 0, chosen: 30 tokens, 6 train, 0 BOS, 0 EOS, 0 straddle")
        .contains("*     23      70        54-55  \"F\"")
        .contains("--truncation error: fits");
  }

  @Test
  void inspectTakesSingleResponses() throws Exception {
    var data =
        TinyChat.data(
                folder,
                "u.jsonl",
                "{\"prompt\": \"2+2 is\", \"completion\": \" 4\", \"label\": true}")
            .toString();
    var run = Captured.run("inspect", "--model", model, "--data", data);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("row 0, response: 10 tokens, 3 train, 1 BOS, 1 EOS");
  }

  @Test
  void scoresAreThoseOfRowsAlone() throws Exception {
    var data = TinyChat.data(folder, "d.jsonl", PAIR, PAIR).toString();
    var texts = TinyChat.data(folder, "t.jsonl", TEXT, TEXT, TEXT).toString();
    Path out = folder.resolve("scores.jsonl");
    var run =
        Captured.run(
            "score", "--model", model, "--data", texts, "--out", out.toString(), "--per-token");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    var lines = Files.readAllLines(out);
    assertThat(lines).hasSize(3);
    var alone =
        Captured.run(
            "score", "--model", model, "--data", TinyChat.data(folder, "o.jsonl", TEXT).toString());
    var one = new ObjectMapper().readTree(alone.out()).path("responses");
    for (String line : lines) {
      var responses = new ObjectMapper().readTree(line).path("responses");
      for (int i = 0; i < 2; i++) {
        double sum = 0;
        for (var logp : responses.path(i).path("logps")) sum += logp.asDouble();
        assertThat(responses.path(i).path("sum").asDouble())
            .isCloseTo(sum, within(1e-12))
            .isCloseTo(one.path(i).path("sum").asDouble(), within(1e-4));
        assertThat(responses.path(i).path("tokens").asInt())
            .isEqualTo(responses.path(i).path("ids").size());
      }
      assertThat(responses.path(0).path("role").asText()).isEqualTo("chosen");
      assertThat(responses.path(0).path("tokens").asInt()).as("' four' and EOS").isEqualTo(6);
    }
    assertThat(Captured.run("score", "--model", model, "--data", data).out()).hasLineCount(2);
  }

  @Test
  void aFreshAdapterScoresAsItsBase() throws Exception {
    var adapter = folder.resolve("adapter");
    try (var base = ModelFolder.load(Path.of(model), java.util.Optional.empty());
        var fresh = LoraAdapter.fresh(base, LoraConfig.of(2), new Seeds(3))) {
      fresh.save(adapter, base);
    }
    var texts = TinyChat.data(folder, "t.jsonl", TEXT).toString();
    var base = Captured.run("score", "--model", model, "--data", texts);
    var adapted =
        Captured.run("score", "--model", model, "--data", texts, "--adapter", adapter.toString());
    assertThat(adapted.code()).as(adapted.err()).isZero();
    assertThat(adapted.out()).isEqualTo(base.out());
  }

  @Test
  void auditComparesTwoModels() throws Exception {
    var other = TinyChat.write(folder, "other", TinyChat.TEMPLATE, 2).toString();
    var data = TinyChat.data(folder, "t.jsonl", TEXT, TEXT, TEXT).toString();
    Path out = folder.resolve("audit");
    var run =
        Captured.run(
            "audit",
            "--model",
            model,
            "--reference",
            other,
            "--data",
            data,
            "--out",
            out.toString(),
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    var figures = new ObjectMapper().readTree(run.out());
    double[] policy = sums(model, data);
    double[] reference = sums(other, data);
    assertThat(figures.path("pairs").asInt()).isEqualTo(3);
    assertThat(figures.path("logps_change/chosen").asDouble())
        .isCloseTo(policy[0] - reference[0], within(1e-4));
    assertThat(figures.path("ranking_accuracy/policy").asDouble())
        .isEqualTo(policy[0] >= policy[1] ? 1 : 0);
    assertThat(figures.path("reward_accuracy").asDouble())
        .isEqualTo(policy[0] - reference[0] > policy[1] - reference[1] ? 1 : 0);
    assertThat(out.resolve("report.html")).content().contains("Ranking audit");
    assertThat(out.resolve("report.md")).exists();
    assertThat(out.resolve("report.json")).exists();
    assertThat(Captured.run("audit", "--model", model, "--reference", model, "--data", data).out())
        .contains("reward accuracy ")
        .contains("every margin is 0");
  }

  private static double[] sums(String model, String data) throws Exception {
    var line = Captured.run("score", "--model", model, "--data", data).out().lines().findFirst();
    var responses = new ObjectMapper().readTree(line.orElseThrow()).path("responses");
    return new double[] {
      responses.path(0).path("sum").asDouble(), responses.path(1).path("sum").asDouble()
    };
  }

  private static String trained(JsonNode response) {
    return StreamSupport.stream(response.path("tokens").spliterator(), false)
        .filter(t -> t.path("trains").asBoolean())
        .map(t -> t.path("text").asText())
        .collect(Collectors.joining());
  }
}
