package org.penchant.align.lm;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real model of shared/data; tests that need it are skipped where it is absent. */
final class Stories {
  private Stories() {}

  static Path folder() {
    var folder = Path.of("../../shared/data/models/stories260K");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no shared/data");
    return folder;
  }
}
