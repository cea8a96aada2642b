package org.penchant.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.demo.TinyWorld;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.random.Seeds;
import org.penchant.torch.safetensors.Safetensors;

/**
 * A run that is killed at random moments and resumed ends as one that was left alone, bit for bit.
 */
class KillResumeTest {
  private static final int STEPS = 12;
  private static final int KILLS = Integer.getInteger("tests.kills", 3);
  private static final long SEED = Long.getLong("tests.seed", 5);

  @TempDir Path folder;

  @Test
  void killedRunsEndAsUndisturbedOnes() throws Exception {
    TinyWorld.write(folder);
    Path whole = Files.createDirectories(folder.resolve("whole")).resolve("run");
    assertThat(start(whole, false).waitFor()).as(log(whole)).isZero();
    var random = new Seeds(SEED).stream("kills");
    int kills = 0;
    for (int trial = 0; kills < KILLS; trial++) {
      Path out = Files.createDirectories(folder.resolve("killed-" + trial)).resolve("run");
      int here = 0;
      boolean done = false;
      for (int attempt = 0; !done; attempt++) {
        var process = start(out, attempt > 0);
        if (kills < KILLS && here < 10) awaitMoment(process, out, random);
        else process.waitFor();
        // Killing a process that has just ended does nothing; its exit code tells.
        process.destroyForcibly();
        done = process.waitFor() == 0;
        if (!done) {
          assertThat(process.exitValue()).as(log(out)).isEqualTo(128 + 9);
          kills++;
          here++;
        }
        assertFilesAreWhole(out);
      }
      for (String file : List.of("model/model.safetensors", "metrics.jsonl"))
        assertThat(out.resolve(file))
            .as("seed %d, trial %d, after %d kills", SEED, trial, here)
            .hasSameBinaryContentAs(whole.resolve(file));
      assertThat(names(out)).isEqualTo(names(whole));
    }
  }

  @Test
  void aSignalEndsARunAtOnceWithItsExitCodeAndItGoesOn() throws Exception {
    TinyWorld.write(folder);
    Path out = Files.createDirectories(folder.resolve("stopped")).resolve("run");
    var process = start(out, false);
    while (process.isAlive() && logged(out) < 2) Thread.sleep(5);
    process.destroy();
    assertThat(process.waitFor()).as(log(out)).isEqualTo(ExitCode.INTERRUPTED.code());
    assertThat(log(out)).doesNotContain("fatal error", "\tat ");
    assertFilesAreWhole(out);
    assertThat(start(out, true).waitFor()).as(log(out)).isZero();
  }

  /** Until a random step is logged and a random while longer; often amid a checkpoint. */
  private static void awaitMoment(Process process, Path out, RandomGenerator random)
      throws Exception {
    long lines = random.nextInt(STEPS + 2);
    long pause = random.nextLong(lines == 0 ? 1500 : 150);
    while (process.isAlive() && logged(out) < lines) Thread.sleep(5);
    if (process.isAlive()) Thread.sleep(pause);
  }

  private static long logged(Path out) throws IOException {
    Path log = out.resolve("metrics.jsonl");
    if (!Files.exists(log)) return 0;
    return Files.readString(log).lines().count();
  }

  private Process start(Path out, boolean resume) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.penchant.app.Main"));
    command.addAll(List.of("align", "--method", "dpo"));
    command.addAll(List.of("--model", folder.resolve("model").toString()));
    command.addAll(List.of("--data", folder.resolve("pairs.jsonl").toString()));
    command.addAll(List.of("--out", out.toString(), "--samples", "1"));
    command.addAll(List.of("--max-steps", String.valueOf(STEPS), "--save-steps", "1"));
    command.addAll(List.of("--batch-size", "8", "--eval-steps", "5", "--learning-rate", "1e-3"));
    if (resume) command.add("--resume");
    var builder = new ProcessBuilder(command);
    // As the launcher sets them: how sums are split over threads decides their last bits.
    builder
        .environment()
        .putAll(
            Map.of(
                "OMP_NUM_THREADS", "2",
                "OPENBLAS_NUM_THREADS", "2",
                "OMP_WAIT_POLICY", "passive"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(printed(out).toFile()))
        .start();
  }

  private static Path printed(Path out) {
    return out.resolveSibling("printed.txt");
  }

  private static String log(Path out) throws IOException {
    return Files.readString(printed(out));
  }

  /** What stands under a final name opens; what does not has another name. */
  private static void assertFilesAreWhole(Path out) throws Exception {
    if (!Files.exists(out)) return;
    for (String name : names(out)) {
      Path file = out.resolve(name);
      if (name.contains(".half-") || name.contains(".tmp")) continue;
      if (name.endsWith(".safetensors"))
        try (var tensors = Safetensors.open(file)) {
          assertThat(tensors.names()).as(name).isNotEmpty();
        }
      else if (name.endsWith(".json"))
        assertThat(Json.mapper().readTree(file.toFile()).isObject()).as(name).isTrue();
    }
  }

  private static List<String> names(Path out) throws IOException {
    try (var files = Files.walk(out)) {
      return files.map(f -> out.relativize(f).toString()).sorted().toList();
    }
  }
}
