package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penchant.app.reward.TinyRewards.ran;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.Transformer;
import org.penchant.align.reward.tool.Ablation;
import org.penchant.align.reward.tool.Calculator;
import org.penchant.align.reward.tool.Limits;
import org.penchant.align.reward.tool.TraceText;
import org.penchant.align.reward.tool.TraceWriter;
import org.penchant.align.train.Truncation;
import org.penchant.app.cli.CommandRun;
import org.penchant.app.job.Progress;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.PreferenceReader;
import org.penchant.data.write.JsonlWriter;
import org.penchant.testkit.model.ByteTokenizer;

/** Rewards read from traces, from data to evaluation, with a model whose head is its own. */
class RewardTraceTest {
  @TempDir private static Path folder;

  /** Asks the calculator, then says whether the answer is right. */
  private static final TraceWriter CHECKER =
      TraceWriter.of(text -> {
        var trace = TraceText.parse(text);
        if (trace.steps().isEmpty())
          return "Thought: check\n<start_tool>calculator\nAction Input: "
              + trace.question()
              + "\n"
              + TraceText.OBSERVATION;
        boolean right = trace.steps().getFirst().observation().equals(trace.answer());
        return TraceText.WORK + (right ? "right" : "wrong") + "\n";
      });

  @BeforeAll
  static void write() throws IOException {
    Path model = folder.resolve("model");
    Path parts = folder.resolve("parts");
    ByteTokenizer.chat().write(parts, "");
    var config =
        ModelConfig.parse(
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 16,
             "intermediate_size": 24, "num_hidden_layers": 1, "num_attention_heads": 2,
             "num_key_value_heads": 1, "vocab_size": 265, "max_position_embeddings": 400,
             "rms_norm_eps": 1e-5, "hidden_act": "silu", "tie_word_embeddings": false,
             "initializer_range": 0.05, "bos_token_id": 256, "eos_token_id": 257}
            """,
            "tiny");
    try (var random = Transformer.random(config, new Seeds(1))) {
      ModelFolder.save(model, random, Optional.of(parts));
    }
    var lines = new ArrayList<String>();
    for (int i = 0; i < 12; i++)
      lines.add(
          "{\"prompt\": \"%d*3+%d\", \"chosen\": \"%d\", \"rejected\": \"%d\"}"
              .formatted(i, i + 1, 4 * i + 1, 4 * i + 3));
    Files.write(folder.resolve("sums.jsonl"), lines);
    var result = job(false).run(rows("sums.jsonl"), Progress.silent());
    assertThat(result.calls()).isEqualTo(Map.of("calculator", 24));
    new JsonlWriter().write(folder.resolve("traced.jsonl"), result.rows());
    train("whole", "--lm-weight", "1");
  }

  private static TraceJob job(boolean replay) {
    return new TraceJob(
        CHECKER, List.of(new Calculator()), Limits.defaults(), Ablation.NONE, replay);
  }

  private static List<Comparison> rows(String name) {
    return PreferenceReader.defaults()
        .read(
            List.of(folder.resolve(name)),
            ColumnNames.defaults().withNumeric(TraceJob.UNFINISHED),
            new Problems())
        .rows();
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun train(String out, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "reward",
                "train",
                "--method",
                "094",
                "--model",
                path("model"),
                "--data",
                path("traced.jsonl"),
                "--max-steps",
                "3",
                "--batch-size",
                "4",
                "--eval-split",
                "0.25",
                "--out",
                path(out)));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  void tracesAreWrittenOnceKeptAndReplayed() {
    var traced = rows("traced.jsonl");
    assertThat(traced.getFirst().template()).containsKey("traces");
    var replayed = job(true).run(traced, Progress.silent());
    assertThat(replayed.failed()).isEmpty();
    assertThat(replayed.rows().getFirst().template()).isEqualTo(traced.getFirst().template());
    var without = job(true).run(rows("sums.jsonl"), Progress.silent());
    assertThat(without.failed()).isEqualTo(Map.of("calculator", 24));
    assertThat(without.rows().getFirst().column(TraceJob.FAILED)).hasValue(2);
  }

  @Test
  void theFolderKeepsTheHeadAndWritesTraces() throws IOException {
    assertThat(folder.resolve("whole/model/language.json")).exists();
    var summary = Files.readString(folder.resolve("whole/metrics.jsonl"));
    assertThat(summary).contains("lm_loss");
    var how = new RewardRequest.Text(0, Truncation.ERROR, true, Optional.empty());
    try (var loaded = LoadedReward.open(folder.resolve("whole/model"), how, 4096)) {
      var written =
          loaded.ownTraces().write(rows("sums.jsonl"), Tracing.defaults(), Progress.silent());
      assertThat(written.traces()).isEqualTo(24);
    }
  }

  @Test
  void scoresAndEvaluationsShowBothKindsOfTrace() {
    String model = path("whole/model");
    var own = ran("reward", "score", "--model", model, "--data", path("traced.jsonl"));
    var data =
        ran(
            "reward",
            "score",
            "--model",
            model,
            "--data",
            path("traced.jsonl"),
            "--traces",
            "data");
    assertThat(own.out().lines()).hasSize(12);
    assertThat(data.out()).isNotEqualTo(own.out());
    var eval = ran("reward", "eval", "--model", model, "--data", path("traced.jsonl"), "--json");
    assertThat(eval.out())
        .contains("accuracy_by_tool")
        .contains("the data's traces")
        .contains("\"ends\"");
    for (String part : List.of("observation", "rationale", "tools"))
      ran(
          "reward",
          "score",
          "--model",
          model,
          "--data",
          path("traced.jsonl"),
          "--traces",
          "data",
          "--without",
          part);
  }

  @Test
  void withoutToolsTheRewardIsThatOfQuestionAndAnswer() {
    String model = path("whole/model");
    var bare =
        ran("reward", "score", "--model", model, "--data", path("sums.jsonl"), "--traces", "data");
    for (String from : List.of("data", "model"))
      assertThat(
              rewards(
                  ran(
                      "reward",
                      "score",
                      "--model",
                      model,
                      "--data",
                      path("traced.jsonl"),
                      "--traces",
                      from,
                      "--without",
                      "tools")))
          .isEqualTo(rewards(bare));
  }

  private static List<Object> rewards(CommandRun run) {
    var all = new ArrayList<Object>();
    for (String line : run.out().lines().toList())
      try {
        all.add(Json.mapper().readTree(line).get("rewards").toString());
      } catch (IOException bad) {
        throw new java.io.UncheckedIOException(bad);
      }
    return all;
  }

  @Test
  void aRunThatStopsGoesOnByteForByte() throws IOException {
    assertThat(train("stopped", "--save-steps", "2").code()).isZero();
    Folders.delete(folder.resolve("stopped/model"));
    Files.delete(folder.resolve("stopped/report.html"));
    var resumed = train("stopped", "--save-steps", "2", "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    for (String file : List.of("model.safetensors", "reward.safetensors"))
      assertThat(Files.readAllBytes(folder.resolve("stopped/model").resolve(file)))
          .isEqualTo(Files.readAllBytes(folder.resolve("whole/model").resolve(file)));
  }

  @Test
  void aModelOfTextIsToldHowTracesAreWritten() {
    var run =
        ran(
            "reward",
            "trace",
            "--model",
            path("model"),
            "--data",
            path("sums.jsonl"),
            "--out",
            path("written.jsonl"),
            "--max-new-tokens",
            "8",
            "--json");
    assertThat(run.out()).contains("no trace");
    assertThat(rows("written.jsonl").getFirst().column(TraceJob.UNFINISHED)).hasValue(2);
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(train("bad", "--frozen", "--lm-weight", "1").err())
        .contains("only a model that trains can learn to write");
    var plain =
        CommandRun.of(
            "reward",
            "train",
            "--method",
            "094",
            "--model",
            path("model"),
            "--data",
            path("sums.jsonl"),
            "--out",
            path("none"));
    assertThat(plain.err()).contains("no row has a trace").contains("reward trace");
    var tools =
        CommandRun.of(
            "reward",
            "trace",
            "--model",
            path("model"),
            "--data",
            path("sums.jsonl"),
            "--out",
            path("x.jsonl"),
            "--tools",
            "weather,search=none,code");
    assertThat(tools.code()).isEqualTo(2);
    assertThat(tools.err())
        .contains("no such tool")
        .contains("search needs a file")
        .contains("code needs a command");
  }

  @Test
  void preferredResponsesAreTaughtWithAnyMethod() throws IOException {
    var run =
        CommandRun.of(
            "reward",
            "train",
            "--method",
            "019",
            "--model",
            path("model"),
            "--data",
            path("sums.jsonl"),
            "--max-steps",
            "2",
            "--lm-weight",
            "0.1",
            "--out",
            path("gpm"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(folder.resolve("gpm/metrics.jsonl"))).contains("lm_loss");
    ran("reward", "score", "--model", path("gpm/model"), "--data", path("sums.jsonl"));
  }
}
