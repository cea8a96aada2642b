package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.demo.DemoJob;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the main job in a small world of its own. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a small world, trains a transformer on it from scratch, collects preferences from"
          + " simulated annotators, aligns the model, audits it and reports; a few minutes on two"
          + " cores. Says at each step which command does the same on your data."
    })
public final class Demo implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private MethodOptions method = new MethodOptions();

  @Option(
      names = "--out",
      defaultValue = "runs/demo",
      paramLabel = "FOLDER",
      description = "Where everything goes (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("runs/demo");

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "SEED",
      description = "Root of all random streams (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var console = line.getOut();
    Path folder = unused(out);
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var outcome =
        new DemoJob(
                folder,
                method.method(),
                seed,
                progress,
                text -> {
                  console.println(text);
                  console.flush();
                },
                () -> Instant.now().toString())
            .run();
    progress.end();
    console.println(
        String.format(
            Locale.ROOT,
            "True utility of an answer: %.3f (%.3f to %.3f) before, %.3f (%.3f to %.3f) after;"
                + " gain %.3f, paired t %.1f, p %.1e.",
            outcome.before().estimate(),
            outcome.before().low(),
            outcome.before().high(),
            outcome.after().estimate(),
            outcome.after().low(),
            outcome.after().high(),
            outcome.gain().difference(),
            outcome.gain().t(),
            outcome.gain().p()));
    console.println("Report: " + outcome.report());
    console.flush();
    return ExitCode.OK.code();
  }

  /** The folder, or one beside it with a number, so that no earlier run is touched. */
  private static Path unused(Path wanted) {
    if (!Files.exists(wanted)) return wanted;
    for (int i = 2; i < 1000; i++) {
      Path next = wanted.resolveSibling(wanted.getFileName() + "-" + i);
      if (!Files.exists(next)) return next;
    }
    throw ProblemsException.of(
        ExitCode.USAGE, "--out", wanted, "a thousand runs lie there", "remove some");
  }
}
