package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.reward.ScoreJob;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints rewards of responses. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the reward of every response, a JSON line a row: file, row, and rewards in the order"
          + " of the responses.",
      "Several models are an ensemble; their deviation is printed and --caution subtracts it."
    })
public final class RewardScore implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private RewardModelOptions models = new RewardModelOptions();

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the lines to a file instead.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var job = models.job();
    var scored = job.run(data.rows().all(), progress);
    progress.end();
    var text = new StringBuilder();
    for (var row : scored) text.append(Json.line(json(row))).append('\n');
    if (out == null) line.getOut().print(text);
    else AtomicFiles.write(out, text.toString());
    line.getOut().flush();
    long leftOut = scored.stream().filter(r -> r.candidates().isEmpty()).count();
    if (leftOut > 0) line.getErr().println("warning: " + leftOut + " rows have no rewards");
    return ExitCode.OK.code();
  }

  private Map<String, Object> json(ScoreJob.ScoredRow row) {
    var json = new LinkedHashMap<String, Object>();
    json.put("file", row.row().provenance().file());
    json.put("row", row.row().provenance().row());
    json.put("rewards", row.candidates().stream().map(ScoreJob.Scored::reward).toList());
    json.put("deviations", row.candidates().stream().map(ScoreJob.Scored::deviation).toList());
    if (models.several())
      json.put("each", row.candidates().stream().map(ScoreJob.Scored::each).toList());
    return json;
  }
}
