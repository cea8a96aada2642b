package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.data.lint.LintJson;
import org.penchant.data.lint.LintReport;
import org.penchant.data.lint.LintText;
import org.penchant.data.lint.Linter;
import org.penchant.data.read.ReadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what preference data hold and what is wrong with them. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Checks preference data: counts, lengths, duplicates, contradictions, cycles, empty and equal"
          + " replies, prompt mismatches, length confound, overlap with evaluation data.",
      "Reads JSONL, JSON, CSV and Parquet, plain, gzip or zstd."
    })
public final class Lint implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "The files to check; of one kind.")
  private List<Path> data = List.of();

  @Option(
      names = "--eval-data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Evaluation files, which must not overlap with the data.")
  private List<Path> evalData = List.of();

  @Mixin private ColumnOptions columns = new ColumnOptions();

  @Option(
      names = "--line-limit",
      paramLabel = "BYTES",
      defaultValue = "" + ReadOptions.DEFAULT_LINE_LIMIT,
      description = "The longest line or cell taken (default: ${DEFAULT-VALUE}).")
  private int lineLimit;

  @Option(
      names = "--places",
      paramLabel = "N",
      defaultValue = "" + Linter.DEFAULT_PLACES,
      description = "How many places a finding names (default: ${DEFAULT-VALUE}).")
  private int places;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "" + Problems.DEFAULT_LIMIT,
      description = "How many errors are shown (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Option(names = "--strict", description = "Ends with exit code 6 if anything was found.")
  private boolean strict;

  @Override
  public Integer call() {
    var usage = new Problems();
    atLeast("--line-limit", lineLimit, 1, usage);
    atLeast("--places", places, 0, usage);
    atLeast("--limit", limit, 1, usage);
    var names = columns.names(usage);
    usage.throwIfErrors(ExitCode.USAGE);
    var options = new ReadOptions(columns.format(), ReadOptions.defaults().policies(), lineLimit);
    LintReport report =
        new Linter(options, names, places).lint(data, evalData, new Problems(limit));
    if (spec != null) {
      var out = spec.commandLine().getOut();
      out.print(json ? LintJson.render(report) + "\n" : LintText.render(report));
      out.flush();
    }
    return (strict && !report.findings().isEmpty() ? ExitCode.GATE_FAILED : ExitCode.OK).code();
  }

  private static void atLeast(String option, int value, int least, Problems problems) {
    if (value < least)
      problems.error(
          option, value, String.format(Locale.ROOT, "must be at least %d", least), "raise it");
  }
}
