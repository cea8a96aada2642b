package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.app.cli.CommandRun;
import org.penchant.app.demo.TinyWorld;

/** Reward models of a few steps, trained once for a class of tests in a {@link TempDir}. */
public final class TinyRewards {
  private TinyRewards() {}

  /**
   * Writes what {@link TinyWorld} writes, and models {@code text/model}, {@code other/model} (of
   * text), {@code pairs/model} (of text, a head of pairs) and {@code vectors/model} with {@code
   * plain.npy}.
   */
  public static void write(Path folder) throws IOException {
    TinyWorld.write(folder);
    String model = folder.resolve("model").toString();
    train(folder, "text", "--model", model, "--frozen");
    train(folder, "other", "--model", model, "--frozen", "--seed", "2");
    train(folder, "pairs", "--model", model, "--frozen", "--method", "019");
    String npy = folder.resolve("plain.npy").toString();
    var data = folder.resolve("plain.jsonl").toString();
    ran("reward", "embed", "--model", model, "--data", data, "--out", npy);
    train(folder, "vectors", "--embeddings", npy);
    assertThat(folder.resolve("vectors/model")).isDirectory();
  }

  private static void train(Path folder, String out, String... options) {
    var args = new ArrayList<>(List.of("reward", "train"));
    args.addAll(List.of(options));
    args.addAll(List.of("--data", folder.resolve("plain.jsonl").toString()));
    args.addAll(List.of("--out", folder.resolve(out).toString()));
    args.addAll(List.of("--max-steps", "3", "--eval-split", "0"));
    ran(args.toArray(String[]::new));
  }

  /** Runs a command that must succeed. */
  public static CommandRun ran(String... args) {
    var run = CommandRun.of(args);
    assertThat(run.code()).as("%s: %s", List.of(args), run.err()).isZero();
    return run;
  }

  static Path write(Path folder, String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}
