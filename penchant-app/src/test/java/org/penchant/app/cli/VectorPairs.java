package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penchant.align.reward.VectorFile;
import org.penchant.core.random.Seeds;

/** Pairs of vectors in a folder, and the verb that trains on them. */
final class VectorPairs {
  private static final int WIDTH = 4;

  private final Path folder;
  Path vectors = Path.of("");
  Path rows = Path.of("");

  VectorPairs(Path folder) {
    this.folder = folder;
  }

  /**
   * Pairs whose better response has the greater first number; two users who differ in the second.
   */
  void pairs(int n, boolean users) throws Exception {
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

  Captured train(String out, String... more) {
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

  static JsonNode json(Captured run) throws Exception {
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  static List<double[]> rewards(String... args) throws Exception {
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
}
