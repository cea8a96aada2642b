package org.penchant.app.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.PlanJob;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what an alignment run will take. */
@Command(
    name = "plan",
    description = {
      "Says what 'penchant align' with the same options will take: tokens and steps, memory by"
          + " parts, and time from a few timed steps. Writes nothing.",
      "Ends with exit code 6 if --memory is given and is not enough."
    })
public final class PlanVerb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Align align = new Align();

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "What there is, such as 8GiB or 900MiB; says the longest batch that fits.")
  private @Nullable String memory;

  @Option(
      names = "--probe",
      defaultValue = "2",
      paramLabel = "STEPS",
      description = "Steps to time; 0 leaves the weights alone (default: ${DEFAULT-VALUE}).")
  private int probe;

  @Override
  public Integer call() throws IOException {
    if (probe < 0)
      throw ProblemsException.of(
          ExitCode.USAGE, "--probe", probe, "must be at least 0", "raise it");
    Optional<Long> limit = Optional.ofNullable(memory).map(PlanVerb::bytes);
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var plan = new PlanJob(align.request(), limit, probe).run(progress);
    progress.end();
    line.getOut().print(align.printsJson() ? plan.toJson() : plan.toText());
    line.getOut().flush();
    return (plan.fits() ? ExitCode.OK : ExitCode.GATE_FAILED).code();
  }

  private static long bytes(String size) {
    String text = size.toUpperCase(Locale.ROOT).replaceFirst("I?B$", "");
    long unit =
        switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
          case 'K' -> 1L << 10;
          case 'M' -> 1L << 20;
          case 'G' -> 1L << 30;
          case 'T' -> 1L << 40;
          default -> 1;
        };
    try {
      double amount = Double.parseDouble(unit == 1 ? text : text.substring(0, text.length() - 1));
      if (amount > 0 && Double.isFinite(amount)) return (long) (amount * unit);
    } catch (NumberFormatException bad) {
      throw wrongSize(size);
    }
    throw wrongSize(size);
  }

  private static ProblemsException wrongSize(String size) {
    return ProblemsException.of(
        ExitCode.USAGE, "--memory", size, "must be a size", "for example 8GiB or 900MiB");
  }
}
