package org.penchant.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.penchant.app.cli.Agree;
import org.penchant.app.cli.Align;
import org.penchant.app.cli.Ask;
import org.penchant.app.cli.Audit;
import org.penchant.app.cli.BasisVerb;
import org.penchant.app.cli.Bench;
import org.penchant.app.cli.Compare;
import org.penchant.app.cli.Curate;
import org.penchant.app.cli.Demo;
import org.penchant.app.cli.Dissect;
import org.penchant.app.cli.Explain;
import org.penchant.app.cli.Generate;
import org.penchant.app.cli.Inspect;
import org.penchant.app.cli.JudgeVerb;
import org.penchant.app.cli.Lint;
import org.penchant.app.cli.Merge;
import org.penchant.app.cli.Papers;
import org.penchant.app.cli.PlanVerb;
import org.penchant.app.cli.Prefer;
import org.penchant.app.cli.Rank;
import org.penchant.app.cli.Reproduce;
import org.penchant.app.cli.Rerank;
import org.penchant.app.cli.RewardVerb;
import org.penchant.app.cli.Score;
import org.penchant.app.cli.VoteVerb;
import org.penchant.app.cli.Weights;
import org.penchant.app.cli.WhyVerb;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one class per verb, in {@code org.penchant.app.cli}. */
@Command(
    name = "penchant",
    description = "Preference learning for the JVM: from preference data to a decision.",
    mixinStandardHelpOptions = true,
    version = "penchant 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      Agree.class,
      Align.class,
      Ask.class,
      Audit.class,
      BasisVerb.class,
      Bench.class,
      Compare.class,
      Curate.class,
      Demo.class,
      Dissect.class,
      Explain.class,
      Generate.class,
      Inspect.class,
      JudgeVerb.class,
      Lint.class,
      Merge.class,
      Papers.class,
      Prefer.class,
      Rank.class,
      Reproduce.class,
      Rerank.class,
      PlanVerb.class,
      RewardVerb.class,
      Score.class,
      VoteVerb.class,
      Weights.class,
      WhyVerb.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var finished = new AtomicBoolean();
    // A signal ends the process at once: an orderly exit would destroy libtorch's globals under a
    // thread that still computes. Files are whole at any moment, so nothing is lost.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              if (!finished.get()) Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
            }));
    int code = run(args);
    finished.set(true);
    System.exit(code);
  }

  /** The verbs and their options, for completion scripts and checks of the documentation. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Runs one command and returns its exit code; {@code --debug} anywhere adds stack traces. */
  public static int run(String... args) {
    boolean debug = Arrays.asList(args).contains("--debug");
    String[] rest = Arrays.stream(args).filter(a -> !a.equals("--debug")).toArray(String[]::new);
    var line = commandLine();
    line.setExecutionExceptionHandler((error, command, _) -> report(error, command, debug));
    if (rest.length == 0) {
      line.usage(line.getOut());
      return ExitCode.USAGE.code();
    }
    return line.execute(rest);
  }

  private static int report(Exception error, CommandLine command, boolean debug) {
    var err = command.getErr();
    if (debug) error.printStackTrace(err);
    return switch (error) {
      case ProblemsException known -> {
        known.lines().forEach(text -> err.println("error: " + text));
        yield known.code().code();
      }
      case IOException io -> {
        err.println("error: " + io.getClass().getSimpleName() + ": " + io.getMessage());
        yield ExitCode.IO.code();
      }
      case UncheckedIOException io -> {
        err.println("error: " + "IOException: " + io.getMessage());
        yield ExitCode.IO.code();
      }
      default -> {
        err.println("error: internal: " + error + " (run again with --debug and report it)");
        yield ExitCode.INTERNAL.code();
      }
    };
  }
}
