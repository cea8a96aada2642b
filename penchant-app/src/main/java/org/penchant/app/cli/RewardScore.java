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
import org.penchant.align.merge.ScoreScales;
import org.penchant.align.reward.shape.Combination;
import org.penchant.align.reward.shape.Redundancy;
import org.penchant.align.reward.shape.ShapedRewards;
import org.penchant.align.reward.shape.Shaping;
import org.penchant.app.rank.RankMethods;
import org.penchant.app.reward.ScoreJob;
import org.penchant.app.reward.ShapedScores;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;
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
  @Mixin private ConfidenceOptions confidence = new ConfidenceOptions();

  @Option(
      names = "--shape",
      paramLabel = "PART",
      description =
          "Prints shaped rewards, the raw ones beside them: centred, log-sigmoid,"
              + " preference-probability, '{preference-probability: {scale: 2}}', tanh, ...")
  private @Nullable String shape;

  @Option(
      names = "--combine",
      paramLabel = "PART",
      description =
          "In place of --shape: every model is a property of its own, and their shaped rewards"
              + " become one: and, or, '{weighted-sum: {shaping: tanh, weights: [1, 2]}}'.")
  private @Nullable String combine;

  @Option(
      names = "--references",
      paramLabel = "FILE",
      description =
          "Rows whose responses are the reference answers, of the same prompts, of --shape or"
              + " --combine.")
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
    var shaping = shaping();
    var job = shaping.isPresent() ? models.job().inLogOdds() : models.job();
    var scored = job.run(data.rows().all(), progress);
    progress.end();
    for (var warning : warnings(scored)) line.getErr().println("warning: " + warning);
    var shaped =
        shaping.isPresent() ? shaped(shaping.get(), scored, progress) : List.<double[]>of();
    var sure = confidence.columns(job, scored, progress);
    progress.end();
    var text = new StringBuilder();
    for (int i = 0; i < scored.size(); i++) {
      var json = json(scored.get(i), shaped.isEmpty() ? null : shaped.get(i));
      if (!sure.isEmpty()) json.putAll(sure.get(i));
      text.append(Json.line(json)).append('\n');
    }
    if (out == null) line.getOut().print(text);
    else AtomicFiles.write(out, text.toString());
    line.getOut().flush();
    long leftOut = scored.stream().filter(r -> r.candidates().isEmpty()).count();
    if (leftOut > 0) line.getErr().println("warning: " + leftOut + " rows have no rewards");
    return ExitCode.OK.code();
  }

  private Optional<ShapedRewards> shaping() {
    if (shape != null && combine != null)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--shape, --combine",
          combine,
          "a combination says how each reward is shaped",
          "give one of them");
    if (shape == null && combine == null) {
      if (references == null) return Optional.empty();
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--references",
          references,
          "are for shaped rewards",
          "give --shape or --combine, or leave it out");
    }
    return Optional.of(
        TrainingOptions.valid(() ->
            combine != null
                ? ShapedRewards.of(RankMethods.part("--combine", combine, Combination.class))
                : ShapedRewards.of(
                    RankMethods.part("--shape", Objects.requireNonNull(shape), Shaping.class))));
  }

  private List<double[]> shaped(
      ShapedRewards shaping, List<ScoreJob.ScoredRow> scored, ConsoleProgress progress)
      throws IOException {
    var background =
        references == null
            ? List.<ScoreJob.ScoredRow>of()
            : models
                .job(Optional.ofNullable(referenceEmbeddings))
                .inLogOdds()
                .run(data.alike(references).all(), progress);
    progress.end();
    return ShapedScores.of(shaping, combine != null, scored, background);
  }

  /** Members of an ensemble should agree in scale; properties that are combined should differ. */
  private List<Problem> warnings(List<ScoreJob.ScoredRow> scored) {
    var problems = new Problems();
    var all = scored.stream().flatMap(r -> r.candidates().stream()).toList();
    if (!models.several() || all.size() < 2) return List.of();
    var columns = new LinkedHashMap<String, double[]>();
    for (int k = 0; k < all.getFirst().each().length; k++) {
      int model = k;
      columns.put(models.name(k), all.stream().mapToDouble(s -> s.each()[model]).toArray());
    }
    if (combine == null) ScoreScales.check(columns.values().toArray(double[][]::new), problems);
    else Redundancy.check(columns, problems);
    return problems.warnings();
  }

  private Map<String, Object> json(ScoreJob.ScoredRow row, double @Nullable [] shaped) {
    var json = new LinkedHashMap<String, Object>();
    json.put("file", row.row().provenance().file());
    json.put("row", row.row().provenance().row());
    var rewards = row.candidates().stream().map(ScoreJob.Scored::reward).toList();
    json.put("rewards", shaped == null ? rewards : shaped);
    if (shaped != null && combine == null) json.put("raw", rewards);
    json.put("deviations", row.candidates().stream().map(ScoreJob.Scored::deviation).toList());
    if (models.several())
      json.put("each", row.candidates().stream().map(ScoreJob.Scored::each).toList());
    return json;
  }
}
