package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.CompareJob;
import org.penchant.app.job.CompareReport;
import org.penchant.app.job.CompareRequest;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Method;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains many methods on the same data and sets them side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Trains many methods from one model on one dataset, measures them on the same held-out pairs,"
          + " and sets them side by side: as they end, at equal KL, and at equal margin.",
      "Writes OUT/report.html, .md, .json, compare.json, manifest.json and methods/ID/; dpo runs"
          + " too, as the baseline of speed."
    })
public final class Compare implements Callable<Integer> {
  private static final String BASELINE = "dpo";

  @Spec private @Nullable CommandSpec spec;
  @Mixin private MethodsOptions methods = new MethodsOptions();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private TrainingOptions training = new TrainingOptions();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FOLDER",
      description = "The policy that every method starts from.")
  private Path model = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The comparison's folder.")
  private Path out = Path.of("");

  @Option(
      names = "--eval-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Steps between measurements; 0 for about ten a run.")
  private int evalSteps;

  @Option(
      names = "--at-kl",
      paramLabel = "NATS",
      description =
          "KL a token at which methods are compared; the smallest that one ends with if not given.")
  private @Nullable Double atKl;

  @Option(
      names = "--at-margin",
      paramLabel = "NATS",
      description =
          "Margin at which methods are compared; the smallest that one ends with if not given.")
  private @Nullable Double atMargin;

  @Option(
      names = "--strict",
      description = "End with an error if a method cannot run, instead of leaving it out.")
  private boolean strict;

  @Option(names = "--resume", description = "Keep the methods that ended; run the others.")
  private boolean resume;

  @Option(names = "--json", description = "Print compare.json.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var request = request();
    for (var run : request.runs())
      for (String warning : run.method().warnings())
        line.getErr().println("warning: " + run.method().id() + ": " + warning);
    var outcome = new CompareJob(request, progress).run();
    var report = new CompareReport(request, outcome, BASELINE);
    var page = report.write(() -> Instant.now().toString());
    progress.end();
    if (json) line.getOut().println(Json.pretty(report.data()));
    else {
      line.getOut().print(report.text());
      line.getOut().println("report: " + page);
    }
    line.getOut().flush();
    return ExitCode.OK.code();
  }

  private CompareRequest request() throws IOException {
    var runs = new ArrayList<CompareRequest.Run>();
    List<Method> asked = methods.methods();
    if (asked.stream().noneMatch(m -> m.id().equals(BASELINE))) {
      var dpo = Catalogue.load().method(BASELINE, Map.of());
      runs.add(new CompareRequest.Run(dpo, training.regimen(dpo), false));
    }
    for (var method : asked)
      runs.add(new CompareRequest.Run(method, training.regimen(method), true));
    var common =
        training
            .request(runs.getFirst().method(), model, data, out, 0, 0)
            .withOptions(TrainingOptions.given(Objects.requireNonNull(spec)));
    return TrainingOptions.valid(() ->
        new CompareRequest(common, runs, level(atKl), level(atMargin), evalSteps, strict, resume));
  }

  private static OptionalDouble level(@Nullable Double given) {
    return given == null ? OptionalDouble.empty() : OptionalDouble.of(given);
  }
}
