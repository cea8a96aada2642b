package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.Scalar;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorFile;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.BestOfN;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** penchant reward best-of-n: on models whose rewards are a vector's numbers, and on bad input. */
class RewardBestOfNTest {
  private static final int PROMPTS = 6;
  private static final int RESPONSES = 8;

  @TempDir Path folder;

  private final double[][][] x = new double[PROMPTS][RESPONSES][2];
  private final double[][] truth = new double[PROMPTS][RESPONSES];

  /** The true score rises with the first number up to 1, then falls; the second is noise. */
  @BeforeEach
  void draw() throws Exception {
    var random = new Seeds(5).stream("lists");
    var vectors = new ArrayList<float[]>();
    var lines = new ArrayList<String>();
    for (int p = 0; p < PROMPTS; p++) {
      for (int i = 0; i < RESPONSES; i++) {
        float[] vector = {(float) (2 * random.nextGaussian()), (float) random.nextGaussian()};
        vectors.add(vector);
        x[p][i] = new double[] {vector[0], vector[1]};
        truth[p][i] = 1 - Math.abs(vector[0] - 1);
      }
      lines.add(line(p, Arrays.toString(truth[p]), RESPONSES));
    }
    VectorFile.write(folder.resolve("lists.npy"), vectors);
    Written.file(folder, "lists.jsonl", lines.toArray(String[]::new));
    model("first", 1, 0);
    model("second", 0, 1);
    model("nothing", 0, 0);
  }

  private static String line(int prompt, String scores, int responses) {
    var names = IntStream.range(0, responses).mapToObj(i -> "\"r" + i + "\"").toList();
    return "{\"prompt\": \"p%d\", \"responses\": %s, \"scores\": %s}"
        .formatted(prompt, names, scores);
  }

  private void model(String name, float... weights) throws Exception {
    var head = new Scalar();
    try (var model =
            RewardModel.drawn(
                head,
                Trunk.drawn(2, List.of(), head, true, new Seeds(0)),
                Scaling.none(2),
                List.of(),
                new Seeds(0));
        var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      model.trunk().layers().getFirst().weight().copyInPlace(Tensor.of(weights, 1, 2));
      Files.createDirectories(folder.resolve(name));
      RewardFolder.write(
          folder.resolve(name), model, RewardFolder.describe(model, false, "written"));
    }
  }

  private Captured run(String... more) {
    var args = new ArrayList<>(List.of("reward", "best-of-n"));
    for (String arg : more)
      args.add(arg.contains("lists") || arg.contains("bad") ? folder.resolve(arg).toString() : arg);
    return Captured.run(args.toArray(String[]::new));
  }

  private String named(String name, String... models) {
    return name
        + "="
        + String.join(",", Arrays.stream(models).map(m -> folder.resolve(m).toString()).toList());
  }

  private JsonNode found(String... more) throws Exception {
    var args =
        new ArrayList<>(List.of("--data", "lists.jsonl", "--embeddings", "lists.npy", "--json"));
    args.addAll(List.of(more));
    var run = run(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private double expected(double a, double b, double[][] of, int n) {
    double sum = 0;
    for (int p = 0; p < PROMPTS; p++) {
      double[] by = Arrays.stream(x[p]).mapToDouble(v -> a * v[0] + b * v[1]).toArray();
      sum += BestOfN.expected(by, of == null ? by : of[p], n) / PROMPTS;
    }
    return sum;
  }

  @Test
  void curvesAreExpectationsOverSubsets() throws Exception {
    var all =
        found(
            "--model", named("one", "first"),
            "--model", named("both", "first", "second"),
            "--model", named("other", "second"));
    var found = all.path("found");
    assertThat(found.path("prompts").asInt()).isEqualTo(PROMPTS);
    assertThat(all.path("warnings")).isEmpty();
    double[][] weights = {{1, 0}, {0.5, 0.5}, {0, 1}};
    int[] sizes = {1, 2, 4, 8};
    for (int s = 0; s < 3; s++) {
      var curve = found.path("curves").get(s);
      double a = weights[s][0];
      double b = weights[s][1];
      for (int k = 0; k < sizes.length; k++) {
        var point = curve.path("points").get(k);
        assertThat(point.path("n").asInt()).isEqualTo(sizes[k]);
        assertThat(point.path("divergence").asDouble()).isEqualTo(BestOfN.divergence(sizes[k]));
        assertThat(point.path("proxy").path("estimate").asDouble())
            .isCloseTo(expected(a, b, null, sizes[k]), within(1e-6));
        assertThat(point.path("truth").path("estimate").asDouble())
            .isCloseTo(expected(a, b, truth, sizes[k]), within(1e-6));
        assertThat(point.path("truth").path("low").asDouble())
            .isLessThan(point.path("truth").path("high").asDouble());
        assertThat(found.path("ceiling").get(k).path("truth").path("estimate").asDouble())
            .isGreaterThanOrEqualTo(point.path("truth").path("estimate").asDouble() - 1e-9);
      }
    }
    var one = found.path("curves").get(0);
    assertThat(one.path("overOptimised").asBoolean()).isTrue();
    assertThat(one.path("peak").asInt()).isLessThan(8);
    assertThat(one.path("drop").path("estimate").asDouble())
        .isCloseTo(one.path("atPeak").asDouble() - one.path("atEnd").asDouble(), within(1e-9));
    assertThat(one.path("ahead").path("estimate").asDouble()).isZero();
  }

  @Test
  void cautionChoosesASecondTime() throws Exception {
    var curves =
        found(
                "--model",
                named("one", "first"),
                "--model",
                named("both", "first", "second"),
                "--caution",
                "1",
                "--most",
                "5")
            .path("found")
            .path("curves");
    assertThat(IntStream.range(0, curves.size()).mapToObj(i -> curves.get(i).path("name").asText()))
        .containsExactly("one", "both", "both - 1.0 sd");
    // mean - sd of two is the least of the two
    double least = 0;
    for (int p = 0; p < PROMPTS; p++) {
      double[] by = Arrays.stream(x[p]).mapToDouble(v -> Math.min(v[0], v[1])).toArray();
      least += BestOfN.expected(by, truth[p], 5) / PROMPTS;
    }
    var last = curves.get(2).path("points");
    assertThat(last.get(last.size() - 1).path("n").asInt()).isEqualTo(5);
    assertThat(last.get(last.size() - 1).path("truth").path("estimate").asDouble())
        .isCloseTo(least, within(1e-6));
  }

  @Test
  void aConstantProxyChoosesAtRandomAndIsNamed() throws Exception {
    var all = found("--model", named("nothing", "nothing"));
    var points = all.path("found").path("curves").get(0).path("points");
    for (var point : points) {
      assertThat(point.path("truth").path("estimate").asDouble())
          .isCloseTo(points.get(0).path("truth").path("estimate").asDouble(), within(1e-9));
      assertThat(point.path("gain").asDouble()).isZero();
    }
    assertThat(all.path("warnings").toString()).contains("its choice is a random one");
  }

  @Test
  void writesAReportWithBothPlots() throws Exception {
    var run =
        run(
            "--data",
            "lists.jsonl",
            "--embeddings",
            "lists.npy",
            "--model",
            named("one", "first"),
            "--out",
            folder.resolve("lists-report").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("ceiling", "one: peak at N = ", "over-optimised", "report: ");
    Path out = folder.resolve("lists-report");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("The proxy of the chosen", "The true score of the chosen", "log2 N");
    assertThat(out.resolve("report.json")).isNotEmptyFile();
    assertThat(Files.readString(out.resolve("manifest.json"))).contains("lists.jsonl");
  }

  @Test
  void shorterListsAreLeftOutAndCounted() throws Exception {
    var lines = new ArrayList<String>();
    for (int p = 0; p < PROMPTS; p++) {
      int n = p == 0 ? 1 : p == 1 ? 3 : RESPONSES;
      lines.add(line(p, Arrays.toString(Arrays.copyOf(truth[p], n)), n));
    }
    var vectors = new ArrayList<float[]>();
    for (int i = 0; i < 4 * RESPONSES + 4; i++) vectors.add(new float[] {i % 7, i % 3});
    VectorFile.write(folder.resolve("bad.npy"), vectors);
    Written.file(folder, "bad.jsonl", lines.toArray(String[]::new));
    var run =
        run("--data", "bad.jsonl", "--embeddings", "bad.npy", "--model", named("one", "first"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("2 lists of fewer than 8 responses", "lower --most");
    assertThat(run.out()).contains("4 lists of 4 prompts");
    var lower =
        run(
            "--data",
            "bad.jsonl",
            "--embeddings",
            "bad.npy",
            "--model",
            named("one", "first"),
            "--most",
            "3");
    assertThat(lower.err()).contains("1 lists of fewer than 3 responses");
    var longer =
        run(
            "--data",
            "bad.jsonl",
            "--embeddings",
            "bad.npy",
            "--model",
            named("one", "first"),
            "--most",
            "9");
    assertThat(longer.code()).isEqualTo(2);
    assertThat(longer.err()).contains("the longest list has 8 responses");
  }

  private void refused(int code, String message, String... lines) throws Exception {
    Written.file(folder, "bad.jsonl", lines);
    var run =
        run("--data", "bad.jsonl", "--embeddings", "lists.npy", "--model", named("one", "first"));
    assertThat(run.code()).as(run.out()).isEqualTo(code);
    assertThat(run.err()).contains(message).doesNotContain("at org.penchant");
  }

  @Test
  void refusesRowsWithoutTrueScores() throws Exception {
    refused(3, "there is nothing to choose from", line(0, "[1]", 1), line(1, "[2]", 1));
    refused(3, "has no true score", line(0, "[1, null, 3]", 3));
    refused(
        3,
        "needs a true score of every response",
        "{\"prompt\": \"p\", \"responses\": [\"a\", \"b\"], \"ranks\": [1, 2]}");
    refused(3, "name it with --truth", line(0, "{\"help\": [1, 2], \"fact\": [2, 1]}", 2));
    refused(3, "the data has 2 responses", line(0, "[1, 2]", 2));
  }

  @Test
  void trueScoresThatDoNotDifferAreNamed() throws Exception {
    var lines = new ArrayList<String>();
    for (int p = 0; p < PROMPTS; p++)
      lines.add(
          line(
              p,
              "{\"fact\": [1, 1, 1, 1, 1, 1, 1, 1], \"help\": %s}"
                  .formatted(Arrays.toString(truth[p])),
              RESPONSES));
    Written.file(folder, "bad.jsonl", lines.toArray(String[]::new));
    String[] args = {
      "--data",
      "bad.jsonl",
      "--embeddings",
      "lists.npy",
      "--model",
      named("one", "first"),
      "--truth"
    };
    var constant = run(with(args, "fact"));
    assertThat(constant.code()).as(constant.err()).isZero();
    assertThat(constant.err()).contains("no choice is better than another");
    assertThat(run(with(args, "help")).err()).doesNotContain("warning");
    assertThat(run(with(args, "tone")).err()).contains("has no score tone", "fact, help");
  }

  private static String[] with(String[] args, String more) {
    var all = new ArrayList<>(List.of(args));
    all.add(more);
    return all.toArray(String[]::new);
  }

  @Test
  void refusesWrongOptions() throws Exception {
    assertThat(run().err()).contains("or --world 1", "something must choose");
    assertThat(run("--world", "1", "--data", "lists.jsonl").err())
        .contains("has its own data and models");
    String[] bad = {"first", "=first", "one=", "one=a,"};
    for (String model : bad) {
      var run = run("--data", "lists.jsonl", "--model", model);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("must be NAME=FOLDER[,FOLDER...]");
    }
    assertThat(
            run(
                    "--data",
                    "lists.jsonl",
                    "--model",
                    "one=a",
                    "--model",
                    "one=b",
                    "--most",
                    "1",
                    "--caution",
                    "-1",
                    "--resamples",
                    "3")
                .err())
        .contains("two have this name", "--most", "--caution", "--resamples");
    var missing = run("--data", "lists.jsonl", "--model", named("one", "absent"));
    assertThat(missing.code()).isEqualTo(4);
    assertThat(run("--data", "lists.jsonl", "--model", named("one", "first")).err())
        .contains("reads vectors");
    model("wild", Float.POSITIVE_INFINITY, 0);
    var wild =
        run("--data", "lists.jsonl", "--embeddings", "lists.npy", "--model", named("one", "wild"));
    assertThat(wild.code()).isEqualTo(4);
    assertThat(wild.err()).contains("not finite");
  }
}
