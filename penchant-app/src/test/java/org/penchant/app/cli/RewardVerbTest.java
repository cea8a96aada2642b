package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.SequenceClassifier;
import org.penchant.align.reward.VectorFile;
import org.penchant.core.io.Folders;
import org.penchant.core.random.Seeds;

/** penchant reward from end to end, on given vectors and on a tiny model. */
class RewardVerbTest {
  private static final int WIDTH = 4;

  @TempDir Path folder;

  private Path vectors;
  private Path rows;

  /**
   * Pairs whose better response has the greater first number; two users who differ in the second.
   */
  private void pairs(int n, boolean users) throws Exception {
    var random = new Seeds(1).stream("pairs");
    var all = new ArrayList<float[]>();
    var lines = new ArrayList<String>();
    for (int i = 0; i < n; i++) {
      float[][] pair = new float[2][WIDTH];
      for (float[] vector : pair)
        for (int j = 0; j < WIDTH; j++) vector[j] = (float) random.nextGaussian();
      int user = i % 4;
      double gap =
          users
              ? (user % 2 == 0 ? 1 : -1) * 3 * (pair[0][1] - pair[1][1])
              : 2 * (pair[0][0] - pair[1][0]);
      boolean first = random.nextDouble() < 1 / (1 + Math.exp(-gap));
      all.add(pair[first ? 0 : 1]);
      all.add(pair[first ? 1 : 0]);
      lines.add(
          "{\"prompt\": \"p%d\", \"chosen\": \"a%d\", \"rejected\": \"b%d\", \"annotator\": \"u%d\"}"
              .formatted(i, i, i, user));
    }
    vectors = folder.resolve("vectors.npy");
    VectorFile.write(vectors, all);
    rows = Written.file(folder, "rows.jsonl", lines.toArray(String[]::new));
  }

  private Captured train(String out, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "reward",
                "train",
                "--embeddings",
                vectors.toString(),
                "--data",
                rows.toString(),
                "--out",
                folder.resolve(out).toString()));
    args.addAll(List.of(more));
    return Captured.run(args.toArray(String[]::new));
  }

  private static JsonNode json(Captured run) throws Exception {
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private List<double[]> rewards(String... args) throws Exception {
    var run = Captured.run(args);
    assertThat(run.code()).as(run.err()).isZero();
    var found = new ArrayList<double[]>();
    for (String line : run.out().lines().toList()) {
      var values = new ObjectMapper().readTree(line).path("rewards");
      double[] row = new double[values.size()];
      for (int i = 0; i < row.length; i++) row[i] = values.get(i).asDouble();
      found.add(row);
    }
    return found;
  }

  @Test
  void trainsScoresAndCalibratesOnVectors() throws Exception {
    pairs(400, false);
    var trained = json(train("run", "--epochs", "20", "--learning-rate", "0.02", "--json"));
    assertThat(trained.path("accuracy").path("estimate").asDouble()).isGreaterThan(0.65);
    assertThat(trained.path("trained_on").asInt()).isEqualTo(360);
    Path model = folder.resolve("run/model");
    for (String name : List.of("report.html", "report.json", "manifest.json", "metrics.jsonl"))
      assertThat(folder.resolve("run").resolve(name)).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("run/report.html"))).contains("Calibration");
    var scored =
        rewards(
            "reward",
            "score",
            "--model",
            model.toString(),
            "--embeddings",
            vectors.toString(),
            "--data",
            rows.toString());
    assertThat(scored).hasSize(400);
    long right = scored.stream().filter(r -> r[0] > r[1]).count();
    assertThat(right).isGreaterThan(280);
    var calibrated =
        json(
            Captured.run(
                "reward",
                "calibrate",
                "--model",
                model.toString(),
                "--embeddings",
                vectors.toString(),
                "--data",
                rows.toString(),
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
                    vectors.toString(),
                    "--data",
                    rows.toString(),
                    "--laplace",
                    "1")
                .code())
        .isZero();
    var unsure =
        rewards(
            "reward",
            "score",
            "--model",
            model.toString(),
            "--embeddings",
            vectors.toString(),
            "--data",
            rows.toString(),
            "--caution",
            "1");
    for (int i = 0; i < 400; i++) assertThat(unsure.get(i)[0]).isLessThan(scored.get(i)[0]);
  }

  @Test
  void pairsOfLittleWeightAreMeasuredAndTiesAreNot() throws Exception {
    pairs(40, false);
    String light = Files.readString(rows).replace("}", ", \"weight\": 0.25}");
    Files.writeString(rows, light);
    assertThat(json(train("light", "--max-steps", "2", "--json")).path("pairs").asInt())
        .isEqualTo(4);
    var votes = new ArrayList<String>();
    for (int i = 0; i < 40; i++)
      votes.add(
          "{\"prompt\": \"p%d\", \"responses\": [\"a%d\", \"b%d\"], \"outcome\": \"%s\"}"
              .formatted(i, i, i, i < 20 ? "tie" : "first"));
    rows = Written.file(folder, "votes.jsonl", votes.toArray(String[]::new));
    var tied = json(train("tied", "--eval-split", "0.5", "--max-steps", "2", "--json"));
    assertThat(tied.path("pairs").asInt()).isPositive().isLessThan(20);
  }

  @Test
  void rewardsAreShapedAgainstReferences() throws Exception {
    pairs(20, false);
    json(train("run", "--max-steps", "5", "--json"));
    String[] score = {
      "reward",
      "score",
      "--model",
      folder.resolve("run/model").toString(),
      "--embeddings",
      vectors.toString(),
      "--data",
      rows.toString()
    };
    var raw = rewards(score);
    var shape = new ArrayList<>(List.of(score));
    shape.addAll(
        List.of(
            "--shape",
            "{preference-probability: {scale: 1}}",
            "--references",
            rows.toString(),
            "--reference-embeddings",
            vectors.toString()));
    var shaped = rewards(shape.toArray(String[]::new));
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
    pairs(60, true);
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
    json(train("whole", how));
    json(train("cut", how));
    Path cut = folder.resolve("cut");
    for (String gone : List.of("checkpoints/step-12", "model", "report.html"))
      Folders.delete(cut.resolve(gone));
    assertThat(cut.resolve("checkpoints/step-8")).isDirectory();
    var more = new ArrayList<>(List.of(how));
    more.add("--resume");
    var resumed = json(train("cut", more.toArray(String[]::new)));
    assertThat(resumed.path("steps").asInt()).isEqualTo(12);
    assertThat(cut.resolve("model/reward.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("whole/model/reward.safetensors"));
    more.set(more.indexOf("rank=2"), "rank=3");
    Folders.delete(cut.resolve("report.html"));
    var other = train("cut", more.toArray(String[]::new));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("belongs to a run with other data, method or options");
  }

  @Test
  void membersOfOneStartAreAveraged() throws Exception {
    pairs(200, false);
    json(train("start", "--max-steps", "5", "--json"));
    String start = folder.resolve("start/model").toString();
    for (String seed : List.of("1", "2"))
      json(
          train(
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
      "reward", "score", "--embeddings", vectors.toString(), "--data", rows.toString(), "--model"
    };
    var each = new ArrayList<List<double[]>>();
    for (String model : List.of(members[0], members[1], average.toString())) {
      var args = new ArrayList<>(List.of(score));
      args.add(model);
      each.add(rewards(args.toArray(String[]::new)));
    }
    var both = new ArrayList<>(List.of(score));
    both.addAll(List.of(members));
    var ensemble = rewards(both.toArray(String[]::new));
    for (int i = 0; i < 200; i++) {
      double mean = (each.get(0).get(i)[0] + each.get(1).get(i)[0]) / 2;
      assertThat(each.get(2).get(i)[0]).isCloseTo(mean, within(1e-5));
      assertThat(ensemble.get(i)[0]).isCloseTo(mean, within(1e-9));
    }
    json(train("other", "--set", "head=gaussian", "--max-steps", "2", "--json"));
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

  @Test
  void personalHeadsKnowUsersAndLearnNewOnes() throws Exception {
    pairs(400, true);
    var pooled = json(train("pooled", "--epochs", "30", "--learning-rate", "0.02", "--json"));
    var personal =
        json(
            train(
                "personal",
                "--method",
                "047",
                "--set",
                "rank=2",
                "--epochs",
                "30",
                "--learning-rate",
                "0.03",
                "--json"));
    assertThat(personal.path("accuracy").path("estimate").asDouble())
        .isGreaterThan(pooled.path("accuracy").path("estimate").asDouble() + 0.15);
    var curve =
        json(
            train(
                "curve",
                "--method",
                "078",
                "--held-out-users",
                "0.25",
                "--epochs",
                "30",
                "--learning-rate",
                "0.03",
                "--json"));
    assertThat(curve.path("few_shot").get(0).path("shots").asInt()).isZero();
    assertThat(curve.path("few_shot").size()).isGreaterThan(3);
    Path model = folder.resolve("personal/model");
    assertThat(Files.readString(model.resolve("reward.json"))).contains("u0", "u3");
    Path strange = folder.resolve("strange.jsonl");
    Files.writeString(strange, Files.readString(rows).replace("\"u1\"", "\"new\""));
    var adapted =
        json(
            Captured.run(
                "reward",
                "adapt",
                "--model",
                model.toString(),
                "--embeddings",
                vectors.toString(),
                "--data",
                strange.toString(),
                "--out",
                folder.resolve("adapted").toString(),
                "--json"));
    assertThat(adapted.path("new").asInt()).isEqualTo(100);
    var scored =
        rewards(
            "reward",
            "score",
            "--model",
            folder.resolve("adapted").toString(),
            "--embeddings",
            vectors.toString(),
            "--data",
            rows.toString(),
            "--user",
            "new");
    int right = 0;
    for (int i = 1; i < 400; i += 4) if (scored.get(i)[0] > scored.get(i)[1]) right++;
    assertThat(right).isGreaterThan(70);
    var unknown =
        Captured.run(
            "reward",
            "score",
            "--model",
            model.toString(),
            "--embeddings",
            vectors.toString(),
            "--data",
            rows.toString(),
            "--user",
            "nobody");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("not this one", "reward adapt");
  }

  @Test
  void opinionsOfACrowdAreGathered() throws Exception {
    vectors = folder.resolve("crowd.npy");
    VectorFile.write(
        vectors,
        List.of(
            new float[] {1, 0},
            new float[] {1, 0},
            new float[] {1, 0},
            new float[] {0, 1},
            new float[] {0, 1}));
    var lines = new ArrayList<String>();
    for (String opinion : List.of("a 3", "a 3", "a 2", "b 1", "b 1"))
      lines.add(
          "{\"prompt\": \"p\", \"completion\": \"%s\", \"rating\": %s}"
              .formatted(opinion.substring(0, 1), opinion.substring(2)));
    rows = Written.file(folder, "crowd.jsonl", lines.toArray(String[]::new));
    var trained =
        json(
            train(
                "crowd",
                "--method",
                "109",
                "--set",
                "levels=3",
                "--set",
                "smoothing=0",
                "--set",
                "loss=cross-entropy",
                "--eval-split",
                "0",
                "--max-steps",
                "400",
                "--learning-rate",
                "0.05",
                "--schedule",
                "constant",
                "--json"));
    assertThat(trained.path("trained_on").asInt()).isEqualTo(2);
    var found =
        rewards(
            "reward",
            "score",
            "--model",
            folder.resolve("crowd/model").toString(),
            "--embeddings",
            vectors.toString(),
            "--data",
            rows.toString());
    assertThat(found.get(0)[0]).isCloseTo(2.0 / 3 + 1.0 / 6, within(0.02));
    assertThat(found.get(3)[0]).isCloseTo(0, within(0.05));
  }

  @Test
  void aModelOfTextIsASequenceClassifier() throws Exception {
    Path chat = TinyChat.write(folder, "tiny", TinyChat.TEMPLATE, 3);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 40; i++)
      lines.add(
          "{\"prompt\": \"say %d\", \"chosen\": \"yes yes\", \"rejected\": \"no\"}".formatted(i));
    Path data = Written.file(folder, "text.jsonl", lines.toArray(String[]::new));
    var trained =
        json(
            Captured.run(
                "reward",
                "train",
                "--model",
                chat.toString(),
                "--data",
                data.toString(),
                "--out",
                folder.resolve("run").toString(),
                "--epochs",
                "4",
                "--learning-rate",
                "3e-3",
                "--json"));
    assertThat(trained.path("accuracy").path("estimate").asDouble()).isEqualTo(1);
    Path model = folder.resolve("run/model");
    assertThat(SequenceClassifier.isOne(model)).isTrue();
    assertThat(Files.readString(model.resolve("config.json")))
        .contains("LlamaForSequenceClassification", "num_labels");
    var scored = rewards("reward", "score", "--model", model.toString(), "--data", data.toString());
    assertThat(scored).allSatisfy(r -> assertThat(r[0]).isGreaterThan(r[1]));
    Files.delete(model.resolve("reward.json"));
    var asOthersWrite =
        rewards("reward", "score", "--model", model.toString(), "--data", data.toString());
    for (int i = 0; i < scored.size(); i++)
      assertThat(asOthersWrite.get(i)).containsExactly(scored.get(i));
  }

  @Test
  void aFrozenModelIsItsEmbeddings() throws Exception {
    Path chat = TinyChat.write(folder, "tiny", TinyChat.TEMPLATE, 3);
    rows = Written.file(folder, "text.jsonl", texts(30).toArray(String[]::new));
    vectors = folder.resolve("tiny.npy");
    var embedded =
        json(
            Captured.run(
                "reward",
                "embed",
                "--model",
                chat.toString(),
                "--data",
                rows.toString(),
                "--out",
                vectors.toString(),
                "--json"));
    assertThat(embedded.path("vectors").asInt()).isEqualTo(60);
    var given = json(train("given", "--max-steps", "10", "--json"));
    var frozen =
        json(
            Captured.run(
                "reward",
                "train",
                "--model",
                chat.toString(),
                "--frozen",
                "--data",
                rows.toString(),
                "--out",
                folder.resolve("frozen").toString(),
                "--max-steps",
                "10",
                "--json"));
    assertThat(frozen.path("held_out").path("loss").asDouble())
        .isCloseTo(given.path("held_out").path("loss").asDouble(), within(1e-3));
  }

  private static List<String> texts(int n) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < n; i++)
      lines.add(
          "{\"prompt\": \"say %d\", \"chosen\": \"yes %d\", \"rejected\": \"no %d\"}"
              .formatted(i, i * 7 % 10, i * 3 % 10));
    return lines;
  }
}
