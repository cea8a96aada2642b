package org.penchant.data.read;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real data beside the repository, which may be absent. */
public final class SharedData {
  private SharedData() {}

  /** The path of a file there; the test is skipped where it is not. */
  public static Path file(String name) {
    Path file = Path.of("../../shared/data").resolve(name);
    assumeTrue(Files.exists(file), () -> file + " is not here");
    return file;
  }
}
