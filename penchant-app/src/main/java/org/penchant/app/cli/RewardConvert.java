package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.reward.bench.BenchReader;
import org.penchant.app.reward.bench.BenchRows;
import org.penchant.app.reward.bench.Sections;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.FaultPolicy;
import org.penchant.data.read.ReadOptions;
import org.penchant.data.write.JsonlWriter;
import org.penchant.eval.bench.BenchFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes training data of a benchmark's file. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the rows of a benchmark as preference data: prompt, responses, outcome, and the"
          + " annotator where the file names one.",
      "Votes become a row each, ties among them. A model that was trained on a benchmark must not be"
          + " measured on it."
    })
public final class RewardConvert implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "JSONL, JSON, CSV or Parquet.")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "pairs|styles|judged|votes|ties",
      description = "What the file asks.")
  private BenchFormat format = BenchFormat.VOTES;

  @Mixin private BenchFieldOptions fields = new BenchFieldOptions();

  @Option(
      names = "--faulty-rows",
      paramLabel = "error|drop",
      defaultValue = "error",
      description =
          "Faulty rows of pairs without a prompt column: an error, or left out"
              + " (default: ${DEFAULT-VALUE}).")
  private FaultPolicy faulty = FaultPolicy.ERROR;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the rows go, as JSON lines.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var problems = new Problems();
    var reader =
        new BenchReader(
            format, fields.columns(), Sections.none(), ReadOptions.defaults().withAll(faulty));
    var rows = new BenchRows(reader).read(file, problems);
    JsonlWriter.ofVotes().write(out, rows);
    for (var warning : problems.warnings()) line.getErr().println("warning: " + warning);
    line.getErr().flush();
    line.getOut().println(rows.size() + " rows: " + out);
    line.getOut().flush();
    return ExitCode.OK.code();
  }
}
