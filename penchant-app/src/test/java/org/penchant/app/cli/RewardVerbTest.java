package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.io.Folders;

/** penchant reward from end to end on given given.vectors. */
class RewardVerbTest {
  @TempDir Path folder;

  private VectorPairs given;

  @BeforeEach
  void open() {
    given = new VectorPairs(folder);
  }

  @Test
  void trainsScoresAndCalibratesOnVectors() throws Exception {
    given.pairs(400, false);
    var trained =
        VectorPairs.json(given.train("run", "--epochs", "20", "--learning-rate", "0.02", "--json"));
    assertThat(trained.path("accuracy").path("estimate").asDouble()).isGreaterThan(0.65);
    assertThat(trained.path("trained_on").asInt()).isEqualTo(360);
    Path model = folder.resolve("run/model");
    for (String name : List.of("report.html", "report.json", "manifest.json", "metrics.jsonl"))
      assertThat(folder.resolve("run").resolve(name)).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("run/report.html"))).contains("Calibration");
    var scored =
        VectorPairs.rewards(
            "reward",
            "score",
            "--model",
            model.toString(),
            "--embeddings",
            given.vectors.toString(),
            "--data",
            given.rows.toString());
    assertThat(scored).hasSize(400);
    long right = scored.stream().filter(r -> r[0] > r[1]).count();
    assertThat(right).isGreaterThan(280);
    var calibrated =
        VectorPairs.json(
            Captured.run(
                "reward",
                "calibrate",
                "--model",
                model.toString(),
                "--embeddings",
                given.vectors.toString(),
                "--data",
                given.rows.toString(),
                "--json"));
    assertThat(calibrated.path("pairs").asInt()).isEqualTo(400);
    assertThat(calibrated.path("calibrator").path("temperature").path("temperature").asDouble())
        .isPositive();
    assertThat(Files.readString(model.resolve("reward.json"))).contains("temperature");
    assertThat(
            Captured.run(
                    "reward",
                    "calibrate",
                    "--model",
                    model.toString(),
                    "--embeddings",
                    given.vectors.toString(),
                    "--data",
                    given.rows.toString(),
                    "--laplace",
                    "1")
                .code())
        .isZero();
    var unsure =
        VectorPairs.rewards(
            "reward",
            "score",
            "--model",
            model.toString(),
            "--embeddings",
            given.vectors.toString(),
            "--data",
            given.rows.toString(),
            "--caution",
            "1");
    for (int i = 0; i < 400; i++) assertThat(unsure.get(i)[0]).isLessThan(scored.get(i)[0]);
  }

  @Test
  void pairsOfLittleWeightAreMeasuredAndTiesAreNot() throws Exception {
    given.pairs(40, false);
    String light = Files.readString(given.rows).replace("}", ", \"weight\": 0.25}");
    Files.writeString(given.rows, light);
    assertThat(
            VectorPairs.json(given.train("light", "--max-steps", "2", "--json"))
                .path("pairs")
                .asInt())
        .isEqualTo(4);
    var votes = new ArrayList<String>();
    for (int i = 0; i < 40; i++)
      votes.add(
          "{\"prompt\": \"p%d\", \"responses\": [\"a%d\", \"b%d\"], \"outcome\": \"%s\"}"
              .formatted(i, i, i, i < 20 ? "tie" : "first"));
    given.rows = Written.file(folder, "votes.jsonl", votes.toArray(String[]::new));
    var tied =
        VectorPairs.json(given.train("tied", "--eval-split", "0.5", "--max-steps", "2", "--json"));
    assertThat(tied.path("pairs").asInt()).isPositive().isLessThan(20);
  }

  @Test
  void rewardsAreShapedAgainstReferences() throws Exception {
    given.pairs(20, false);
    VectorPairs.json(given.train("run", "--max-steps", "5", "--json"));
    String[] score = {
      "reward",
      "score",
      "--model",
      folder.resolve("run/model").toString(),
      "--embeddings",
      given.vectors.toString(),
      "--data",
      given.rows.toString()
    };
    var raw = VectorPairs.rewards(score);
    var shape = new ArrayList<>(List.of(score));
    shape.addAll(
        List.of(
            "--shape",
            "{preference-probability: {scale: 1}}",
            "--references",
            given.rows.toString(),
            "--reference-embeddings",
            given.vectors.toString()));
    var shaped = VectorPairs.rewards(shape.toArray(String[]::new));
    for (int i = 0; i < raw.size(); i++) {
      double margin = raw.get(i)[0] - raw.get(i)[1];
      assertThat(shaped.get(i)[0]).isCloseTo((0.5 + 1 / (1 + Math.exp(-margin))) / 2, within(1e-9));
    }
    shape.subList(shape.size() - 4, shape.size()).clear();
    var refused = Captured.run(shape.toArray(String[]::new));
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("0 reference answers", "--references", "row 19");
    shape.set(shape.size() - 1, "nothing");
    assertThat(Captured.run(shape.toArray(String[]::new)).code()).isEqualTo(2);
  }

  @Test
  void aRunGoesOnFromItsCheckpoint() throws Exception {
    given.pairs(60, true);
    String[] how = {
      "--method",
      "047",
      "--set",
      "rank=2",
      "--max-steps",
      "12",
      "--save-steps",
      "4",
      "--learning-rate",
      "0.02",
      "--json"
    };
    VectorPairs.json(given.train("whole", how));
    VectorPairs.json(given.train("cut", how));
    Path cut = folder.resolve("cut");
    for (String gone : List.of("checkpoints/step-12", "model", "report.html"))
      Folders.delete(cut.resolve(gone));
    assertThat(cut.resolve("checkpoints/step-8")).isDirectory();
    var more = new ArrayList<>(List.of(how));
    more.add("--resume");
    var resumed = VectorPairs.json(given.train("cut", more.toArray(String[]::new)));
    assertThat(resumed.path("steps").asInt()).isEqualTo(12);
    assertThat(cut.resolve("model/reward.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("whole/model/reward.safetensors"));
    more.set(more.indexOf("rank=2"), "rank=3");
    Folders.delete(cut.resolve("report.html"));
    var other = given.train("cut", more.toArray(String[]::new));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("belongs to a run with other data, method or options");
  }

  @Test
  void membersOfOneStartAreAveraged() throws Exception {
    given.pairs(200, false);
    VectorPairs.json(given.train("start", "--max-steps", "5", "--json"));
    String start = folder.resolve("start/model").toString();
    for (String seed : List.of("1", "2"))
      VectorPairs.json(
          given.train(
              "member" + seed,
              "--init",
              start,
              "--seed",
              seed,
              "--epochs",
              "5",
              "--learning-rate",
              "0.02",
              "--json"));
    String[] members = {
      folder.resolve("member1/model").toString(), folder.resolve("member2/model").toString()
    };
    Path average = folder.resolve("average");
    var merged =
        Captured.run(
            "reward", "merge", "--model", members[0], members[1], "--out", average.toString());
    assertThat(merged.code()).as(merged.err()).isZero();
    String[] score = {
      "reward",
      "score",
      "--embeddings",
      given.vectors.toString(),
      "--data",
      given.rows.toString(),
      "--model"
    };
    var each = new ArrayList<List<double[]>>();
    for (String model : List.of(members[0], members[1], average.toString())) {
      var args = new ArrayList<>(List.of(score));
      args.add(model);
      each.add(VectorPairs.rewards(args.toArray(String[]::new)));
    }
    var both = new ArrayList<>(List.of(score));
    both.addAll(List.of(members));
    var ensemble = VectorPairs.rewards(both.toArray(String[]::new));
    for (int i = 0; i < 200; i++) {
      double mean = (each.get(0).get(i)[0] + each.get(1).get(i)[0]) / 2;
      assertThat(each.get(2).get(i)[0]).isCloseTo(mean, within(1e-5));
      assertThat(ensemble.get(i)[0]).isCloseTo(mean, within(1e-9));
    }
    VectorPairs.json(given.train("other", "--set", "head=gaussian", "--max-steps", "2", "--json"));
    var refused =
        Captured.run(
            "reward",
            "merge",
            "--model",
            members[0],
            folder.resolve("other/model").toString(),
            "--out",
            folder.resolve("no").toString());
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err()).contains("the first has head");
    assertThat(folder.resolve("no")).doesNotExist();
  }
}
