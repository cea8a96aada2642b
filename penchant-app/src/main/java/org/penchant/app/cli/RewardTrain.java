package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penchant.align.reward.lowrank.UserWeight;
import org.penchant.align.train.RewardEncoder.Ties;
import org.penchant.app.reward.MembersJob;
import org.penchant.app.reward.RewardJob;
import org.penchant.app.reward.RewardRequest;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a reward model, from data to report. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a reward head on a model's hidden states (--model) or on given vectors (--embeddings)"
          + " and reports what it learned.",
      "Writes OUT/model, metrics.jsonl, checkpoints, manifest.json and report.html, .md, .json."
    })
public final class RewardTrain implements Callable<Integer> {
  private static final double HEAD_RATE = 1e-3;
  private static final double MODEL_RATE = 1e-5;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private RewardMethodOptions method = new RewardMethodOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();
  @Mixin private OptimiserOptions optimiser = new OptimiserOptions();
  @Mixin private LoraOptions lora = new LoraOptions();
  @Mixin private EverySteps every = new EverySteps();
  @Mixin private RewardExtraOptions extra = new RewardExtraOptions();
  @Mixin private PersonalOptions personal = new PersonalOptions();
  @Mixin private MemberOptions members = new MemberOptions();

  @Option(
      names = "--model",
      paramLabel = "FOLDER",
      description = "A language model whose hidden states the head reads.")
  private @Nullable Path model;

  @Option(
      names = "--embeddings",
      paramLabel = "FILE",
      description =
          "A .npy file instead of a model: a vector for every response, in the order of the data;"
              + " 'reward embed' writes one.")
  private @Nullable Path embeddings;

  @Option(names = "--frozen", description = "Trains the head alone; the model stays as it is.")
  private boolean frozen;

  @Option(
      names = "--init",
      paramLabel = "FOLDER",
      description =
          "Starts from the weights of a reward model, OUT/model of another run, instead of drawn"
              + " ones.")
  private @Nullable Path init;

  @Option(
      names = "--lm-weight",
      paramLabel = "WEIGHT",
      description =
          "Also teaches the model to write: weight of the mean cross-entropy of preferred"
              + " responses, or of traces where the method reads them (default: 0; 1 for 094).")
  private @Nullable Double lmWeight;

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "WIDTHS",
      description =
          "Widths of tanh layers before the linear head, such as 64 or 64,32; none if not given.")
  private List<Integer> hidden = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The run's folder.")
  private Path out = Path.of("");

  @Option(
      names = "--ties",
      defaultValue = "half",
      paramLabel = "half|drop|error",
      description =
          "Ties, unless the method models them: half a vote each way, left out and counted, or an"
              + " error (default: ${DEFAULT-VALUE}).")
  private Ties ties = Ties.HALF;

  @Option(
      names = "--user-weight",
      defaultValue = "rows",
      paramLabel = "rows|equal|capped",
      description =
          "Whether every row counts alike, or every annotator, or those with few rows less"
              + " (default: ${DEFAULT-VALUE}).")
  private UserWeight userWeight = UserWeight.ROWS;

  @Option(
      names = "--held-out-users",
      defaultValue = "0",
      paramLabel = "SHARE",
      description =
          "Annotators held out whole; the report says how well they are known after a few of"
              + " their comparisons.")
  private double heldOutUsers;

  @Option(names = "--resume", description = "Go on from the newest checkpoint in OUT.")
  private boolean resume;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var request = request();
    for (String warning : request.method().warnings()) line.getErr().println("warning: " + warning);
    Supplier<String> clock = () -> Instant.now().toString();
    var plan = members.plan();
    var summary =
        plan.isPresent()
            ? new MembersJob(request, plan.get(), progress).runAndReport(clock)
            : new RewardJob(request, progress).runAndReport(clock);
    progress.end();
    if (json) line.getOut().println(Json.pretty(summary.figures()));
    else {
      line.getOut().print(summary.text());
      line.getOut().println("report: " + summary.report());
    }
    line.getOut().flush();
    return ExitCode.OK.code();
  }

  private RewardRequest request() throws IOException {
    var usage = new Problems();
    if ((model == null) == (embeddings == null))
      usage.error(
          "--model, --embeddings",
          model == null ? "neither" : "both",
          "a head reads a model's hidden states or given vectors",
          "give one of the two");
    if (embeddings != null && (frozen || lora.config().isPresent()))
      usage.error(
          "--embeddings",
          embeddings,
          "given vectors do not train",
          "leave out --frozen and --lora");
    if (frozen && lora.config().isPresent())
      usage.error("--frozen", "and --lora", "an adapter trains the model", "give one of the two");
    if (model != null && !frozen && !hidden.isEmpty())
      usage.error(
          "--hidden",
          hidden,
          "a model that trains has a linear head, so that others can read its folder",
          "leave it out, or give --frozen");
    if (!(heldOutUsers >= 0 && heldOutUsers < 1))
      usage.error("--held-out-users", heldOutUsers, "must be in [0, 1)", "for example 0.2");
    if (!(encoding.evalSplit >= 0 && encoding.evalSplit < 1))
      usage.error("--eval-split", encoding.evalSplit, "must be in [0, 1)", "for example 0.1");
    var chosen = method.method();
    boolean head = embeddings != null || frozen;
    extra.check(chosen, !head || !hidden.isEmpty(), lora.config().isPresent(), usage);
    members.check(model != null, head && init == null, usage);
    personal.check(chosen, members.plan().isPresent(), usage);
    var columns = extra.columns(members.columns(data.columns(usage)));
    usage.throwIfErrors(ExitCode.USAGE);
    var train = optimiser.train(head ? HEAD_RATE : MODEL_RATE, every.evalSteps, every.saveSteps);
    return TrainingOptions.valid(() ->
        new RewardRequest(
            chosen,
            new RewardRequest.Features(
                Optional.ofNullable(embeddings),
                Optional.ofNullable(model),
                frozen,
                hidden,
                new RewardRequest.Text(
                    encoding.length.maxLength,
                    encoding.length.truncation,
                    encoding.countStraddling(),
                    Optional.ofNullable(encoding.type)),
                Optional.ofNullable(init),
                lora.config(),
                lmWeight != null ? lmWeight : head || chosen.traces().isEmpty() ? 0 : 1),
            new RewardRequest.Rows(
                data.files,
                encoding.evalData,
                data.read(),
                columns,
                encoding.maxRows,
                encoding.evalSplit,
                heldOutUsers,
                ties,
                userWeight),
            train,
            new RewardRequest.Run(
                out,
                resume,
                TrainingOptions.given(Objects.requireNonNull(spec)),
                Instant.now().toString()),
            extra.extras(chosen, train.learningRate().peak(), personal.personal())));
  }
}
