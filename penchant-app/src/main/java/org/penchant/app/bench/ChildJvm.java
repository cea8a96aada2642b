package org.penchant.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.penchant.core.io.Json;

/** A verb run in a process of its own, so that measurements do not warm each other up. */
public final class ChildJvm {
  private static final List<String> ALWAYS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-cp",
          System.getProperty("java.class.path"),
          "org.penchant.app.Main");

  private ChildJvm() {}

  /**
   * The JSON it printed; its errors go where this process's go.
   *
   * @param flags of the virtual machine
   * @param verb and its options
   * @throws IllegalStateException if it failed
   */
  public static JsonNode run(List<String> flags, List<String> verb) throws IOException {
    var command = new ArrayList<String>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(flags);
    command.addAll(ALWAYS);
    command.addAll(verb);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0)
        throw new IllegalStateException("the measurement " + verb + " failed: " + out);
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
    return Json.mapper().readTree(out);
  }
}
