package org.penchant.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.penchant.app.Main;

/** A run of a verb on models: what it returned and printed. */
record Captured(int code, String out, String err) {
  /** The real model of shared/data; the test is skipped where it is absent. */
  static String stories() {
    var folder = Path.of("../../shared/data/models/stories260K");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no shared/data");
    return folder.toString();
  }

  static Captured run(String... args) {
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return new Captured(
          Main.run(args),
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }
}
