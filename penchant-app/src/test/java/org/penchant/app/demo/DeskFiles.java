package org.penchant.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.penchant.core.random.Seeds;

/** A starter model and pairs of the help desk, for tests of whole runs. */
public final class DeskFiles {
  private DeskFiles() {}

  /** Writes {@code model/} and {@code pairs.jsonl}, the first answer chosen whatever it says. */
  public static void write(Path folder, int pairs) throws IOException {
    var world = new HelpDesk();
    StarterModel.write(folder.resolve("model"), world.words(), new Seeds(1));
    var random = new Seeds(2).stream("pairs");
    var lines = new ArrayList<String>();
    for (int i = 0; i < pairs; i++) {
      String prompt = world.prompt(random);
      lines.add(
          "{\"prompt\": \"%s\", \"chosen\": \"%s\", \"rejected\": \"%s x%d\"}"
              .formatted(prompt, world.answer(prompt, random), world.answer(prompt, random), i));
    }
    Files.write(folder.resolve("pairs.jsonl"), lines);
  }
}
