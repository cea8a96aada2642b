package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.basis.BasisJob;
import org.penchant.app.basis.BasisReport;
import org.penchant.app.basis.BasisRequest;
import org.penchant.app.job.CodeVersions;
import org.penchant.core.io.Json;
import org.penchant.core.manifest.DataFile;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.random.Seeds;
import org.penchant.eval.report.ReportFiles;
import org.penchant.rank.basis.BasisSettings;
import org.penchant.rank.basis.CategoryBootstrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds preference categories. */
@Command(
    name = "basis",
    mixinStandardHelpOptions = true,
    description = {
      "Finds why responses were preferred: reasons, gathered in a small basis of categories (paper"
          + " 105), with their coverage, topics, profiles of annotators and ratings of models.",
      "Writes OUT/reasons.jsonl, basis.json, labelled.jsonl, report.html, .md and .json."
    })
public final class BasisVerb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private WriterOptions writer = new WriterOptions();

  @Option(
      names = "--encoder",
      paramLabel = "FOLDER",
      description = "The model whose hidden states reasons are compared by; hashed words without.")
  private @Nullable Path encoder;

  @Option(
      names = "--basis",
      paramLabel = "FILE",
      description = "Labels the rows by the basis.json of another run, instead of finding one.")
  private @Nullable Path basis;

  @Option(
      names = "--start",
      defaultValue = "60",
      paramLabel = "N",
      description = "Clusters before merging (default: ${DEFAULT-VALUE}).")
  private int start;

  @Option(
      names = "--merge",
      defaultValue = "0.8",
      paramLabel = "COSINE",
      description = "Above it two clusters are one (default: ${DEFAULT-VALUE}).")
  private double merge;

  @Option(
      names = "--within",
      defaultValue = "0.7",
      paramLabel = "COSINE",
      description = "From it on a reason belongs to its category (default: ${DEFAULT-VALUE}).")
  private double within;

  @Option(
      names = "--most",
      defaultValue = "21",
      paramLabel = "K",
      description = "Categories kept, the largest (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--coverage",
      defaultValue = "0.89",
      paramLabel = "SHARE",
      description = "Fewer are kept where they cover this (default: ${DEFAULT-VALUE}).")
  private double coverage;

  @Option(
      names = "--check",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Has the writer choose on N pairs by their category and by another one, without being"
              + " told the choice.")
  private int checked;

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where everything goes.")
  private Path out = Path.of("");

  @Option(names = "--resume", description = "Uses the reasons in OUT.")
  private boolean resume;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    String started = Instant.now().toString();
    try (var open = writer.open(new Seeds(seed))) {
      var request =
          TrainingOptions.valid(() ->
              new BasisRequest(
                  data.rows(),
                  open.writer(),
                  Optional.ofNullable(encoder),
                  Optional.ofNullable(basis),
                  new BasisSettings(
                      start,
                      BasisSettings.defaults().rounds(),
                      merge,
                      BasisSettings.defaults().least(),
                      within),
                  most,
                  coverage,
                  checked,
                  CategoryBootstrap.defaults(),
                  out,
                  resume,
                  seed));
      var found = new BasisJob(request, progress).run();
      progress.end();
      String cost = open.cost().get();
      if (!cost.isEmpty()) line.getErr().println(cost);
      var report = new BasisReport(found);
      var read = new ArrayList<DataFile>();
      for (Path file : data.files)
        read.add(DataFile.of(file, found.files().getOrDefault(file.toString(), 0L)));
      var manifest =
          RunManifest.of("basis", CodeVersions.here(), Machine.here(), started)
              .withData(read)
              .withSeeds(Map.of("root", seed))
              .withOptions(TrainingOptions.given(Objects.requireNonNull(spec)))
              .withFinished(Instant.now().toString());
      Path page = ReportFiles.write(report.build(manifest), out);
      if (json) line.getOut().println(Json.pretty(found.json()));
      else {
        line.getOut().print(report.text());
        line.getOut().println("report: " + page);
      }
    }
    line.getOut().flush();
    return ExitCode.OK.code();
  }
}
