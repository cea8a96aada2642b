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
import org.penchant.align.lm.SequenceClassifier;

/** penchant reward on a tiny model. */
class RewardTextTest {
  @TempDir Path folder;

  private VectorPairs given;

  @BeforeEach
  void open() {
    given = new VectorPairs(folder);
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
        VectorPairs.json(
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
    var scored =
        VectorPairs.rewards(
            "reward", "score", "--model", model.toString(), "--data", data.toString());
    assertThat(scored).allSatisfy(r -> assertThat(r[0]).isGreaterThan(r[1]));
    Files.delete(model.resolve("reward.json"));
    var asOthersWrite =
        VectorPairs.rewards(
            "reward", "score", "--model", model.toString(), "--data", data.toString());
    for (int i = 0; i < scored.size(); i++)
      assertThat(asOthersWrite.get(i)).containsExactly(scored.get(i));
  }

  @Test
  void aFrozenModelIsItsEmbeddings() throws Exception {
    Path chat = TinyChat.write(folder, "tiny", TinyChat.TEMPLATE, 3);
    given.rows = Written.file(folder, "text.jsonl", texts(30).toArray(String[]::new));
    given.vectors = folder.resolve("tiny.npy");
    var embedded =
        VectorPairs.json(
            Captured.run(
                "reward",
                "embed",
                "--model",
                chat.toString(),
                "--data",
                given.rows.toString(),
                "--out",
                given.vectors.toString(),
                "--json"));
    assertThat(embedded.path("vectors").asInt()).isEqualTo(60);
    var onVectors = VectorPairs.json(given.train("given", "--max-steps", "10", "--json"));
    var frozen =
        VectorPairs.json(
            Captured.run(
                "reward",
                "train",
                "--model",
                chat.toString(),
                "--frozen",
                "--data",
                given.rows.toString(),
                "--out",
                folder.resolve("frozen").toString(),
                "--max-steps",
                "10",
                "--json"));
    assertThat(frozen.path("held_out").path("loss").asDouble())
        .isCloseTo(onVectors.path("held_out").path("loss").asDouble(), within(1e-3));
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
