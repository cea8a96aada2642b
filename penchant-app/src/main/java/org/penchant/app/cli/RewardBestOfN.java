package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.CodeVersions;
import org.penchant.app.job.DataRows;
import org.penchant.app.reward.BestOfNJob;
import org.penchant.app.reward.BestOfNReport;
import org.penchant.app.reward.BestOfNWorld;
import org.penchant.app.reward.RewardRequest;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Folders;
import org.penchant.core.io.Json;
import org.penchant.core.manifest.DataFile;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.stats.Bootstrap;
import org.penchant.data.read.Dataset;
import org.penchant.data.read.PreferenceReader;
import org.penchant.eval.report.ReportFiles;
import org.penchant.torch.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws curves of over-optimisation. */
@Command(
    name = "best-of-n",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how far choosing the best of N responses under a reward model goes in truth: the"
          + " model's reward and the true score of the chosen for N = 1, 2, 4, ..., with intervals"
          + " over prompts.",
      "The data are rows of prompt, responses and true scores; --world needs none."
    })
public final class RewardBestOfN implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private RowOptions rows = new RowOptions();
  @Mixin private ScoringOptions scoring = new ScoringOptions();

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Rows of prompt, responses and scores, the true ones.")
  private List<Path> files = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME=FOLDER[,FOLDER...]",
      description =
          "What chooses: a reward model, or several as an ensemble that chooses by their mean; may"
              + " be given again. The first is what others are compared with.")
  private List<String> selectors = List.of();

  @Option(
      names = "--embeddings",
      paramLabel = "FILE",
      description = "The .npy file of the rows, for models of vectors.")
  private @Nullable Path embeddings;

  @Option(
      names = "--world",
      paramLabel = "SEED",
      description =
          "A drawn world instead of files: a single model, an ensemble of four and the average of"
              + " their weights, trained on labels of which 30 %% are wrong.")
  private @Nullable Long world;

  @Option(
      names = "--truth",
      paramLabel = "NAME",
      description = "Which score is the true one, where responses have several.")
  private @Nullable String truth;

  @Option(
      names = "--most",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "The greatest N; shorter lists are left out. 0 for the median length of the lists.")
  private int most;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Whose rewards, where users differ; the mean of all if not given.")
  private @Nullable String user;

  @Option(
      names = "--caution",
      defaultValue = "0",
      paramLabel = "K",
      description =
          "Also choose by the lower confidence bound, mean less K times the deviation, of ensembles"
              + " and of models that know theirs.")
  private double caution;

  @Option(
      names = "--max-length",
      defaultValue = "0",
      paramLabel = "TOKENS",
      description = "Longest sequence; 0 for the model's context.")
  private int maxLength;

  @Option(
      names = "--truncation",
      defaultValue = "error",
      paramLabel = "error|drop|prompt|completion",
      description = "What happens to longer sequences (default: ${DEFAULT-VALUE}).")
  private Truncation truncation = Truncation.ERROR;

  @Option(
      names = "--resamples",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Of the bootstrap over prompts (default: ${DEFAULT-VALUE}).")
  private int resamples;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "SEED",
      description = "Of the bootstrap (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where report.html, .md, .json and manifest.json go.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  /** What was found, and the user's files it was found in. */
  private record Ran(BestOfNJob.Result result, List<DataFile> data) {}

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    String started = Instant.now().toString();
    check();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var ran = world == null ? ofFiles(progress) : ofWorld(world, progress);
    progress.end();
    var result = ran.result();
    for (var warning : result.warnings()) line.getErr().println("warning: " + warning);
    var report = new BestOfNReport(result);
    if (json) line.getOut().print(Json.pretty(result));
    else line.getOut().print(report.text());
    if (out != null) {
      var manifest = manifest(started, ran.data());
      AtomicFiles.write(out.resolve("manifest.json"), manifest.toJson());
      var page = ReportFiles.write(report.build(manifest), out);
      if (!json) line.getOut().println("report: " + page);
    }
    line.getOut().flush();
    return ExitCode.OK.code();
  }

  private void check() {
    var usage = new Problems();
    if (world != null && (!files.isEmpty() || !selectors.isEmpty() || embeddings != null))
      usage.error(
          "--world",
          world,
          "a drawn world has its own data and models",
          "leave out --data, --model and --embeddings");
    if (world == null && files.isEmpty())
      usage.error("--data", "none", "needs prompts, responses and true scores", "or --world 1");
    if (world == null && selectors.isEmpty())
      usage.error("--model", "none", "something must choose", "--model NAME=FOLDER");
    if (most < 0 || most == 1)
      usage.error("--most", most, "must be at least 2, or 0", "for example 64");
    if (!(caution >= 0 && Double.isFinite(caution)))
      usage.error("--caution", caution, "must not be negative", "for example 1");
    if (resamples < 20)
      usage.error("--resamples", resamples, "must be at least 20", "1000 is usual");
    var names = new HashSet<String>();
    for (String text : selectors) {
      int at = text.indexOf('=');
      if (at < 1 || at == text.length() - 1 || text.endsWith(","))
        usage.error(
            "--model", text, "must be NAME=FOLDER[,FOLDER...]", "for example single=run/model");
      else if (!names.add(text.substring(0, at)))
        usage.error("--model", text, "two have this name", "give every one a name of its own");
    }
    usage.throwIfErrors(ExitCode.USAGE);
  }

  private Ran ofFiles(ConsoleProgress progress) throws IOException {
    var named = new ArrayList<BestOfNJob.Selector>();
    for (String text : selectors) {
      int at = text.indexOf('=');
      var folders = new ArrayList<Path>();
      for (String folder : text.substring(at + 1).split(",", -1)) folders.add(Path.of(folder));
      named.add(new BestOfNJob.Selector(text.substring(0, at), folders));
    }
    var data = read(files);
    return new Ran(
        job(named, Optional.ofNullable(embeddings)).run(data.rows(), progress),
        data.summary().files().stream()
            .map(f -> new DataFile(f.file(), f.sha256(), f.rows()))
            .toList());
  }

  private Ran ofWorld(long number, ConsoleProgress progress) throws IOException {
    Path folder = Files.createTempDirectory("penchant-world");
    try {
      var written = BestOfNWorld.of(number).write(folder, progress);
      return new Ran(
          job(written.selectors(), Optional.of(written.vectors()))
              .run(read(List.of(written.data())).rows(), progress),
          List.of());
    } finally {
      Folders.delete(folder);
    }
  }

  private Dataset read(List<Path> data) {
    DataRows all = rows.rows(data);
    return new PreferenceReader(all.read()).read(all.files(), all.columns(), new Problems());
  }

  private BestOfNJob job(List<BestOfNJob.Selector> named, Optional<Path> vectors) {
    return new BestOfNJob(
        named,
        new BestOfNJob.Models(
            vectors,
            new RewardRequest.Text(
                maxLength, truncation, scoring.countStraddling(), scoring.type()),
            scoring.maxTokens(),
            Optional.ofNullable(user),
            caution),
        new BestOfNJob.Curves(
            most, Optional.ofNullable(truth), Bootstrap.defaults().withResamples(resamples), seed));
  }

  private RunManifest manifest(String started, List<DataFile> data) {
    return RunManifest.of("reward best-of-n", CodeVersions.here(), Machine.here(), started)
        .withData(data)
        .withSeeds(
            world == null ? Map.of("bootstrap", seed) : Map.of("bootstrap", seed, "world", world))
        .withEngine(Engine.identity())
        .withOptions(TrainingOptions.given(Objects.requireNonNull(spec)))
        .withFinished(Instant.now().toString());
  }
}
