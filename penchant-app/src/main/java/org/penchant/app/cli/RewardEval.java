package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.CodeVersions;
import org.penchant.app.job.DataRows;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.BenchJob;
import org.penchant.app.reward.BenchReport;
import org.penchant.app.reward.Evaluation;
import org.penchant.app.reward.ScoreJob;
import org.penchant.app.reward.TracedEval;
import org.penchant.core.io.Json;
import org.penchant.core.manifest.DataFile;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.eval.bench.BenchResult;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.ManifestBlock;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.ReportFiles;
import org.penchant.torch.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures reward models. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = {
      "Measures a reward model on preference pairs that trained nothing (--data): accuracy, rewards,"
          + " calibration, groups; on a benchmark (--bench, --builtin, --rag, --off-topic); or probes what its"
          + " representation knows of labelled qualities (--probe).",
      "Several models are an ensemble, but are probed one by one."
    })
public final class RewardEval implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private RewardModelOptions models = new RewardModelOptions();
  @Mixin private RowOptions how = new RowOptions();
  @Mixin private EvalBenchOptions bench = new EvalBenchOptions();
  @Mixin private EvalProbeOptions probe = new EvalProbeOptions();

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Preference pairs: JSONL, JSON, CSV or Parquet, plain, gzip or zstd.")
  private List<Path> data = List.of();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description =
          "A column of the data to group pairs by: text, or numbers, in quarters if they are many.")
  private @Nullable String by;

  @Option(
      names = "--against",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "Other models, or scorers as prefer names them, on the same benchmark, one by one: everyone's figure, and McNemar's test of"
              + " every two.")
  private List<Path> against = List.of();

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where report.html, .md and .json go.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print all figures as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    String started = Instant.now().toString();
    requireOne();
    var job = models.job();
    var seeds = new Seeds(seed).child("reward eval");
    var read = new ArrayList<DataFile>();
    var warnings = new Problems();
    var found =
        probe.given()
            ? probed(job, seeds, read, progress)
            : data.isEmpty()
                ? benched(job, seeds, read, warnings, progress)
                : measured(job, read, progress);
    progress.end();
    for (var warning : warnings.warnings()) line.getErr().println("warning: " + warning);
    for (var warning : found.warnings()) line.getErr().println("warning: " + warning);
    var console = line.getOut();
    if (json) console.print(Json.pretty(found.figures()));
    else console.print(found.text());
    if (out != null) {
      Path page = ReportFiles.write(report(found, read, warnings.warnings(), started), out);
      if (!json) console.println("report: " + page);
    }
    console.flush();
    return ExitCode.OK.code();
  }

  private void requireOne() {
    int ways = (data.isEmpty() ? 0 : 1) + bench.given() + (probe.given() ? 1 : 0);
    if (ways != 1)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--data, --bench, --builtin, --rag, --off-topic, --probe",
          ways == 0 ? "none" : ways + " of them",
          "say what the model is measured on",
          "give one of them");
    if (!against.isEmpty() && bench.given() == 0)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--against",
          against,
          "compares models on a benchmark",
          "give --bench, --builtin, --rag or --off-topic, or leave it out");
    if (by != null && data.isEmpty())
      throw ProblemsException.of(
          ExitCode.USAGE, "--by", by, "groups pairs of --data", "give --data, or leave it out");
  }

  private Evaluation measured(ScoreJob job, List<DataFile> read, Progress progress)
      throws IOException {
    var named = how.rows(data);
    var columns = by == null ? named.columns() : named.columns().withGroup(by);
    var rows = new DataRows(data, named.read(), columns).all();
    for (Path file : data)
      read.add(
          DataFile.of(
              file,
              rows.stream().filter(r -> r.provenance().file().equals(file.toString())).count()));
    return new TracedEval(job).run(rows, Optional.ofNullable(by), progress);
  }

  private Evaluation benched(
      ScoreJob job, Seeds seeds, List<DataFile> read, Problems warnings, Progress progress)
      throws IOException {
    var benchmark = bench.benchmark(how.read(), seeds, warnings);
    if (bench.file() instanceof Path file) read.add(DataFile.of(file, benchmark.items().size()));
    var options = bench.options(seeds);
    var results = new LinkedHashMap<String, BenchResult>();
    results.put(models.title(), new BenchJob(job).run(benchmark, options, progress));
    for (Path other : against)
      results.put(
          other.toString(), new BenchJob(job.withModel(other)).run(benchmark, options, progress));
    return BenchReport.of(bench.title(), results);
  }

  private Evaluation probed(ScoreJob job, Seeds seeds, List<DataFile> read, Progress progress)
      throws IOException {
    return probe.run(job, bench.columns(), seeds, read, progress);
  }

  private Report report(
      Evaluation found, List<DataFile> read, List<Problem> warnings, String started) {
    var sections = new ArrayList<Section>();
    if (!warnings.isEmpty()) sections.add(Section.of("Reading", new Block.Warnings(warnings)));
    sections.addAll(found.sections());
    var manifest =
        RunManifest.of("reward eval", CodeVersions.here(), Machine.here(), started)
            .withData(read)
            .withSeeds(Map.of("root", seed))
            .withEngine(Engine.identity())
            .withOptions(TrainingOptions.given(Objects.requireNonNull(spec)))
            .withFinished(Instant.now().toString());
    sections.add(Section.of("Run", ManifestBlock.of(manifest)));
    return new Report(found.title(), "", sections);
  }
}
