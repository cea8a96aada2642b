package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.CodeVersions;
import org.penchant.app.reward.RewardRequest;
import org.penchant.app.reward.refresh.RefreshJob;
import org.penchant.app.reward.refresh.RefreshReport;
import org.penchant.app.reward.refresh.RefreshRequest;
import org.penchant.app.reward.refresh.RefreshRequest.Answers;
import org.penchant.core.io.Json;
import org.penchant.core.manifest.Machine;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.problems.ExitCode;
import org.penchant.eval.report.ReportFiles;
import org.penchant.torch.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Refreshes a reward model near its policy. */
@Command(
    name = "refresh",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a reward model further on the pairs whose answers are nearest to what a policy now"
          + " answers to the same prompts (paper 083). OUT/model appears unless accuracy on held-out"
          + " pairs falls by more than --guard; the exit code is then 6.",
      "Writes nearest.jsonl, held-out.jsonl, training/, report.html, .md and .json too."
    })
public final class RewardRefresh implements Callable<Integer> {
  private static final double HEAD_RATE = 1e-4;
  private static final double MODEL_RATE = 1e-6;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();
  @Mixin private NearestOptions nearest = new NearestOptions();
  @Mixin private SamplingOptions sampling = new SamplingOptions();
  @Mixin private OptimiserOptions optimiser = new OptimiserOptions();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FOLDER",
      description = "The reward model so far: OUT/model of reward train or of a refresh.")
  private Path model = Path.of("");

  @Option(
      names = "--init",
      paramLabel = "FOLDER",
      description =
          "Starts from this reward model's weights, such as the first one's, so that refreshes do"
              + " not drift; from --model's if not given.")
  private @Nullable Path init;

  @Option(
      names = "--embeddings",
      paramLabel = "FILE",
      description = "Vectors of pairs and answers, for reward models of vectors.")
  private @Nullable Path embeddings;

  @Option(names = "--frozen", description = "Trains the head alone.")
  private boolean frozen;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FOLDER|FILE",
      description = "The policy: a model that is to answer, or a file of its answers.")
  private Path policy = Path.of("");

  @Option(
      names = "--references",
      paramLabel = "FOLDER|FILE",
      description =
          "The reference policy, likewise: rewards are then told in deviations of its answers'"
              + " rewards.")
  private @Nullable Path references;

  @Option(
      names = "--samples",
      defaultValue = "1",
      paramLabel = "N",
      description = "Answers to a prompt (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--guard",
      defaultValue = "0.03",
      paramLabel = "SHARE",
      description = "Accuracy on held-out pairs that may be lost (default: ${DEFAULT-VALUE}).")
  private double guard;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The run's folder.")
  private Path out = Path.of("");

  @Option(names = "--resume", description = "Go on with answers and checkpoints in OUT.")
  private boolean resume;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var request = request();
    var outcome = new RefreshJob(request, progress).run(() -> Instant.now().toString());
    progress.end();
    var report = new RefreshReport(request, outcome);
    var manifest =
        RunManifest.of(
                "reward refresh", CodeVersions.here(), Machine.here(), request.run().started())
            .withSeeds(Map.of("root", request.train().seed()))
            .withEngine(Engine.identity())
            .withOptions(request.run().options())
            .withFinished(Instant.now().toString());
    Path page = ReportFiles.write(report.build(manifest), out);
    if (json) line.getOut().println(Json.pretty(report.figures()));
    else {
      line.getOut().print(report.text());
      line.getOut().println("report: " + page);
    }
    line.getOut().flush();
    return (report.passed() ? ExitCode.OK : ExitCode.GATE_FAILED).code();
  }

  private RefreshRequest request() {
    var pairs = data.rows();
    boolean head = embeddings != null || frozen;
    return TrainingOptions.valid(() ->
        new RefreshRequest(
            model,
            init == null ? model : init,
            new RefreshRequest.Features(
                Optional.ofNullable(embeddings),
                frozen,
                new RewardRequest.Text(
                    encoding.length.maxLength,
                    encoding.length.truncation,
                    encoding.countStraddling(),
                    Optional.ofNullable(encoding.type))),
            new RefreshRequest.Pairs(
                pairs, encoding.maxRows, encoding.evalData, encoding.evalSplit),
            answers(policy),
            Optional.ofNullable(references).map(this::answers),
            nearest.space(),
            nearest.filter(),
            guard,
            optimiser.train(head ? HEAD_RATE : MODEL_RATE, 0, 0),
            new RefreshRequest.Run(
                out,
                resume,
                TrainingOptions.given(Objects.requireNonNull(spec)),
                Instant.now().toString())));
  }

  private Answers answers(Path from) {
    return Files.isDirectory(from)
        ? new Answers.Written(from, samples, sampling.sampling())
        : new Answers.InFile(data.alike(from));
  }
}
