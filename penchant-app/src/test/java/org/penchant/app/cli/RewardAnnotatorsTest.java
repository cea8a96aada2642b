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
import org.penchant.align.reward.VectorFile;

/** penchant reward where annotators differ, and where a crowd rates. */
class RewardAnnotatorsTest {
  @TempDir Path folder;

  private VectorPairs given;

  @BeforeEach
  void open() {
    given = new VectorPairs(folder);
  }

  @Test
  void personalHeadsKnowUsersAndLearnNewOnes() throws Exception {
    given.pairs(400, true);
    var pooled =
        VectorPairs.json(
            given.train("pooled", "--epochs", "30", "--learning-rate", "0.02", "--json"));
    var personal =
        VectorPairs.json(
            given.train(
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
        VectorPairs.json(
            given.train(
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
    Files.writeString(strange, Files.readString(given.rows).replace("\"u1\"", "\"new\""));
    var adapted =
        VectorPairs.json(
            Captured.run(
                "reward",
                "adapt",
                "--model",
                model.toString(),
                "--embeddings",
                given.vectors.toString(),
                "--data",
                strange.toString(),
                "--out",
                folder.resolve("adapted").toString(),
                "--json"));
    assertThat(adapted.path("new").asInt()).isEqualTo(100);
    var scored =
        VectorPairs.rewards(
            "reward",
            "score",
            "--model",
            folder.resolve("adapted").toString(),
            "--embeddings",
            given.vectors.toString(),
            "--data",
            given.rows.toString(),
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
            given.vectors.toString(),
            "--data",
            given.rows.toString(),
            "--user",
            "nobody");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("not this one", "reward adapt");
  }

  @Test
  void opinionsOfACrowdAreGathered() throws Exception {
    given.vectors = folder.resolve("crowd.npy");
    VectorFile.write(
        given.vectors,
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
    given.rows = Written.file(folder, "crowd.jsonl", lines.toArray(String[]::new));
    var trained =
        VectorPairs.json(
            given.train(
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
        VectorPairs.rewards(
            "reward",
            "score",
            "--model",
            folder.resolve("crowd/model").toString(),
            "--embeddings",
            given.vectors.toString(),
            "--data",
            given.rows.toString());
    assertThat(found.get(0)[0]).isCloseTo(2.0 / 3 + 1.0 / 6, within(0.02));
    assertThat(found.get(3)[0]).isCloseTo(0, within(0.05));
  }
}
