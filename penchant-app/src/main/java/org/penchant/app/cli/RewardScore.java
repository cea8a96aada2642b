package org.penchant.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.align.reward.shape.Shaping;
import org.penchant.app.reward.ScoreJob;
import org.penchant.app.reward.ShapedScores;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
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

  @Option(
      names = "--shape",
      paramLabel = "PART",
      description =
          "Prints shaped rewards, the raw ones beside them: centred, log-sigmoid,"
              + " preference-probability, '{preference-probability: {scale: 2}}', tanh, ...")
  private @Nullable String shape;

  @Option(
      names = "--references",
      paramLabel = "FILE",
      description =
          "Rows whose responses are the reference answers of --shape, of the same prompts.")
  private @Nullable Path references;

  @Option(
      names = "--reference-embeddings",
      paramLabel = "FILE",
      description = "The .npy file of --references, for models of vectors.")
  private @Nullable Path referenceEmbeddings;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the lines to a file instead.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    var job = models.job();
    var scored = job.run(data.rows().all(), progress);
    progress.end();
    var shaped = shaped(scored, progress);
    var text = new StringBuilder();
    for (int i = 0; i < scored.size(); i++)
      text.append(Json.line(json(scored.get(i), shaped.isEmpty() ? null : shaped.get(i))))
          .append('\n');
    if (out == null) line.getOut().print(text);
    else AtomicFiles.write(out, text.toString());
    line.getOut().flush();
    long leftOut = scored.stream().filter(r -> r.candidates().isEmpty()).count();
    if (leftOut > 0) line.getErr().println("warning: " + leftOut + " rows have no rewards");
    return ExitCode.OK.code();
  }

  private List<double[]> shaped(List<ScoreJob.ScoredRow> scored, ConsoleProgress progress)
      throws IOException {
    if (shape == null) return List.of();
    Shaping shaping;
    try {
      shaping = Codec.read(new YAMLMapper().readTree(shape), Shaping.class);
    } catch (Codec.CodecException | IllegalArgumentException | JsonProcessingException refused) {
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--shape",
          shape,
          String.valueOf(refused.getMessage()),
          "see docs/reward.md");
    }
    var background =
        references == null
            ? List.<ScoreJob.ScoredRow>of()
            : models
                .job(Optional.ofNullable(referenceEmbeddings))
                .run(data.alike(references).all(), progress);
    progress.end();
    return ShapedScores.of(shaping, scored, background);
  }

  private Map<String, Object> json(ScoreJob.ScoredRow row, double @Nullable [] shaped) {
    var json = new LinkedHashMap<String, Object>();
    json.put("file", row.row().provenance().file());
    json.put("row", row.row().provenance().row());
    var rewards = row.candidates().stream().map(ScoreJob.Scored::reward).toList();
    json.put("rewards", shaped == null ? rewards : shaped);
    if (shaped != null) json.put("raw", rewards);
    json.put("deviations", row.candidates().stream().map(ScoreJob.Scored::deviation).toList());
    if (models.several())
      json.put("each", row.candidates().stream().map(ScoreJob.Scored::each).toList());
    return json;
  }
}
