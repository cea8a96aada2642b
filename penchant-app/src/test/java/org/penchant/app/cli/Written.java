package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files for verbs that rank, ask and judge. */
final class Written {
  private Written() {}

  static Path file(Path folder, String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  static Path candidates(Path folder) throws IOException {
    var lines = new StringBuilder();
    for (int p = 0; p < 5; p++)
      for (int m = 0; m < 3; m++)
        lines.append(
            "{\"prompt\": \"q%d\", \"model\": \"m%d\", \"response\": \"%s\"}%n"
                .formatted(p, m, "word ".repeat(1 + 4 * m).strip()));
    return Files.writeString(folder.resolve("pool.jsonl"), lines.toString());
  }
}
