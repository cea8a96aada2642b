package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.lm.LocalGenerator;
import org.penchant.align.lm.Sampling;
import org.penchant.align.reward.LanguageFile;
import org.penchant.align.reward.LocalTraceWriter;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.tool.Ablation;
import org.penchant.align.reward.tool.Tool;
import org.penchant.align.reward.tool.TraceInstruction;
import org.penchant.align.reward.tool.TraceText;
import org.penchant.align.reward.tool.TraceWriter;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.LoadedModel;
import org.penchant.app.job.Progress;
import org.penchant.app.reward.LoadedReward;
import org.penchant.app.reward.RewardRequest;
import org.penchant.app.reward.TraceJob;
import org.penchant.app.reward.Tracing;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.random.Seeds;
import org.penchant.data.write.JsonlWriter;
import org.penchant.rank.judge.remote.ChatClient;
import org.penchant.rank.judge.remote.RemoteGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a model write how it judges answers, with tools. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Has a model write the trace of every answer, calls of tools and a rationale, and writes the"
          + " rows with their traces: what 094 trains on.",
      "What tools returned is kept with the traces and seen again by later runs on these rows."
    })
public final class RewardTrace implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ToolOptions tools = new ToolOptions();
  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description =
          "A reward model that was taught to write traces, a language model's folder, or an address"
              + " such as http://localhost:8000/v1; the last two are told how traces are written.")
  private String model = "";

  @Option(
      names = "--replay",
      description = "Ask no tool: only what the rows' traces hold is seen, other calls fail.")
  private boolean replay;

  @Option(
      names = "--max-new-tokens",
      defaultValue = "256",
      paramLabel = "N",
      description = "Of the model between two calls (default: ${DEFAULT-VALUE}).")
  private int maxNewTokens;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the rows go (JSONL).")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print what was written as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var opened =
        new Tracing(Tracing.From.MODEL, tools.tools, tools.limits(), Ablation.NONE).opened();
    var sampling = TrainingOptions.valid(() -> Sampling.greedy().withMaxNewTokens(maxNewTokens));
    progress.stage("reading data");
    var rows = data.rows().all();
    String cost = "";
    TraceJob.Result result;
    if (model.startsWith("http://") || model.startsWith("https://"))
      try (var client = endpoint.client("--model", model, new Seeds(0))) {
        result = run(remote(client, TraceInstruction.of(opened)), opened, rows, progress);
        cost = EndpointOptions.cost(client);
      }
    else result = local(Path.of(model), sampling, opened, rows, progress);
    new JsonlWriter().write(out, result.rows());
    progress.end();
    if (!cost.isEmpty()) line.getErr().println(cost);
    print(result);
    return ExitCode.OK.code();
  }

  private TraceJob.Result local(
      Path folder, Sampling sampling, List<Tool> opened, List<Comparison> rows, Progress progress)
      throws IOException {
    if (RewardFolder.isOne(folder) && LanguageFile.read(folder).traces().isPresent()) {
      var how = new RewardRequest.Text(0, Truncation.ERROR, true, Optional.empty());
      try (var loaded = LoadedReward.open(folder, how, 1)) {
        return run(loaded.ownTraces().writer(maxNewTokens), opened, rows, progress);
      }
    }
    try (var loaded = LoadedModel.load(folder, Optional.empty(), Optional.empty(), true)) {
      var generator =
          LocalGenerator.of(loaded.model(), loaded.text().encoder(), sampling, new Seeds(0));
      return run(
          new LocalTraceWriter(generator, TraceInstruction.of(opened)), opened, rows, progress);
    }
  }

  private TraceWriter remote(ChatClient client, String instruction) {
    var generator = new RemoteGenerator(client, 0, maxNewTokens);
    return texts ->
        generator
            .generate(texts.stream().map(t -> Content.of(instruction + t)).toList(), 1)
            .stream()
            .map(reply -> TraceText.turn(reply.getFirst().plain()))
            .toList();
  }

  private TraceJob.Result run(
      TraceWriter writer, List<Tool> opened, List<Comparison> rows, Progress progress) {
    progress.stage("writing traces of " + rows.size() + " rows");
    return new TraceJob(writer, opened, tools.limits(), Ablation.NONE, replay).run(rows, progress);
  }

  private void print(TraceJob.Result result) {
    var console = Objects.requireNonNull(spec).commandLine().getOut();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("rows", result.rows().size());
    figures.put("traces", result.traces());
    figures.put("ends", result.ends());
    figures.put("calls", result.calls());
    figures.put("failed", result.failed());
    if (json) console.print(Json.pretty(figures));
    else {
      console.println(result.traces() + " traces of " + result.rows().size() + " rows in " + out);
      result.ends().forEach((end, n) -> console.println("  " + end + ": " + n));
      result
          .calls()
          .forEach((tool, n) -> console.println("  " + tool + ": " + calls(result, tool, n)));
    }
    console.flush();
  }

  private static String calls(TraceJob.Result result, String tool, int n) {
    Map<String, Integer> failed = result.failed();
    return n + " calls, " + failed.getOrDefault(tool, 0) + " failed";
  }
}
