package org.penchant.app.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.train.Example;
import org.penchant.align.train.PromptEmbeddings;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/**
 * Vectors of prompts in a file of JSON lines {@code {"file": ..., "row": ..., "embedding": [...]}},
 * file and row as messages name them.
 *
 * @param file where they stand
 * @param vectors by the row's place
 */
record EmbeddingFile(Path file, Map<String, double[]> vectors) {
  private record Line(String file, long row, double[] embedding) {}

  static EmbeddingFile read(Path file) throws IOException {
    var vectors = new HashMap<String, double[]>();
    var problems = new Problems();
    if (!Files.isRegularFile(file))
      throw ProblemsException.of(
          ExitCode.IO,
          "--embeddings",
          file,
          "no such file",
          "name a file of JSON lines, or leave it out for the policy's own hidden states");
    var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    int width = -1;
    for (int i = 0; i < lines.size(); i++) {
      String place = file + " line " + (i + 1);
      try {
        var line = Json.mapper().readValue(lines.get(i), Line.class);
        if (width < 0) width = line.embedding().length;
        if (line.embedding().length != width || width == 0)
          problems.error(
              place,
              line.embedding().length + " numbers",
              "every embedding must have the same length, at least 1 (" + width + ")",
              "embed all prompts with one encoder");
        if (!direction(line.embedding()))
          problems.error(
              place,
              "no direction",
              "prompts are compared by the angle between their vectors, which must be finite and"
                  + " not zero",
              "embed the prompt again, or leave its row out of the data");
        vectors.put(line.file() + " row " + line.row(), line.embedding());
      } catch (JsonProcessingException bad) {
        problems.error(
            place,
            "",
            "must be {\"file\": ..., \"row\": ..., \"embedding\": [...]}",
            "write one object a line");
      }
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new EmbeddingFile(file, vectors);
  }

  private static boolean direction(double[] vector) {
    double norm = 0;
    for (double value : vector) norm = Math.hypot(norm, value);
    return vector.length == 0 || (norm > 0 && Double.isFinite(norm));
  }

  /** The rows with their vectors. */
  List<Example> of(List<Example> rows) {
    var problems = new Problems();
    var found =
        rows.stream()
            .map(row -> {
              double[] vector = vectors.get(row.place());
              if (vector == null) {
                problems.error(
                    row.place(), "no vector in " + file, "every row needs one", "embed it too");
                return row;
              }
              return PromptEmbeddings.with(row, vector);
            })
            .toList();
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return found;
  }
}
