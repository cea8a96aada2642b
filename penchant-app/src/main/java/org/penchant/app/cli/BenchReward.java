package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.bench.HeadBench;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the training of reward heads on this machine. */
@Command(
    name = "reward",
    mixinStandardHelpOptions = true,
    description = {
      "Measures one epoch of a reward head on pairs of vectors in a file: pairs a second, memory on"
          + " the way (pages of the mapped file apart), accuracy on fresh pairs."
    })
public final class BenchReward implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private RewardMethodOptions method = new RewardMethodOptions();

  @Option(
      names = "--pairs",
      defaultValue = "1000000",
      description = "Pairs of the epoch (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--width",
      defaultValue = "256",
      description = "Numbers of a vector (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--batch-size",
      defaultValue = "1024",
      description = "Pairs of a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--hidden", split = ",", description = "Widths of hidden layers.")
  private List<Integer> hidden = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    if (pairs < 1 || width < 1 || batch < 1)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--pairs, --width, --batch-size",
          pairs + ", " + width + ", " + batch,
          "must be at least 1",
          "raise them");
    var chosen = method.method();
    var objective =
        chosen
            .objective()
            .orElseThrow(() ->
                ProblemsException.of(
                    ExitCode.USAGE,
                    "--method",
                    chosen.id(),
                    "trains on labels, the benchmark has pairs",
                    "take reward-model"));
    if (chosen.head().personal())
      throw ProblemsException.of(
          ExitCode.USAGE, "--method", chosen.id(), "the pairs have no users", "take reward-model");
    var folder = Files.createTempDirectory("penchant-bench");
    try {
      var result =
          new HeadBench(pairs, width, batch)
              .measure(folder.resolve("vectors.npy"), chosen.head(), objective, hidden);
      line.getOut()
          .println(
              json
                  ? Json.pretty(result)
                  : String.format(
                      Locale.ROOT,
                      "%d pairs of %d numbers: %.1f s, %.0f pairs/s, accuracy %.3f on fresh pairs%n"
                          + "MiB on the way: %s",
                      result.pairs(),
                      result.width(),
                      result.seconds(),
                      result.rowsPerSecond(),
                      result.accuracy(),
                      result.anonymousMib()));
      line.getOut().flush();
    } finally {
      Folders.delete(folder);
    }
    return ExitCode.OK.code();
  }
}
