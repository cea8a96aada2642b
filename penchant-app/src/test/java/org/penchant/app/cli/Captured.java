package org.penchant.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A run of a verb on models: what it returned and printed. */
record Captured(int code, String out, String err) {
  /** The real model of shared/data; the test is skipped where it is absent. */
  static String stories() {
    var folder = Path.of("../../shared/data/models/stories260K");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no shared/data");
    return folder.toString();
  }

  static Captured run(String... args) {
    var run = CommandRun.of(args);
    return new Captured(run.code(), run.out(), run.err());
  }
}
