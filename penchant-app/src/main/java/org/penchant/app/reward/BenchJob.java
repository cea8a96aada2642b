package org.penchant.app.reward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;
import org.penchant.eval.bench.BenchOptions;
import org.penchant.eval.bench.BenchResult;
import org.penchant.eval.bench.Benchmark;
import org.penchant.eval.bench.Benchmark.Text;
import org.penchant.eval.report.Report.Section;

/**
 * A reward model of text, or an ensemble, on a benchmark: every text once, in batches. Items with
 * an answer longer than the model reads are left out and listed, unless truncation cuts them. A
 * token that reaches across the edge of prompt and answer is no error: rewards are read at the end.
 *
 * @param how the models and how texts reach them
 */
public record BenchJob(ScoreJob how) {
  /**
   * Scores and counts.
   *
   * @throws ProblemsException if a model has no reward of one text, or no item fits
   */
  public Evaluation run(String name, Benchmark benchmark, BenchOptions options, Progress progress)
      throws IOException {
    if (how.vectors().isPresent())
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--embeddings",
          how.vectors().get(),
          "a benchmark is text",
          "leave it out");
    for (var folder : how.models()) RewardScorer.requireTexts(folder);
    var scores = scores(benchmark, progress);
    Scorer looked =
        (prompt, answer) -> {
          var found = scores.getOrDefault(new Text(prompt, answer), Optional.empty());
          return found.orElse(Double.NaN);
        };
    var result =
        benchmark.run(
            looked,
            options.withTruncates((prompt, answer) ->
                scores.getOrDefault(new Text(prompt, answer), Optional.empty()).isEmpty()));
    return evaluation(name, result);
  }

  private Map<Text, Optional<Double>> scores(Benchmark benchmark, Progress progress)
      throws IOException {
    var texts = List.copyOf(new LinkedHashSet<>(benchmark.texts()));
    var rows = new ArrayList<Comparison>();
    for (var text : texts)
      rows.add(
          Comparison.unary(
              text.prompt(), text.answer(), true, new Provenance("benchmark", rows.size(), "")));
    var text = how.how();
    boolean refuses = text.truncation() == Truncation.ERROR;
    var job =
        how.withText(
            new RewardRequest.Text(
                text.maxLength(),
                refuses ? Truncation.DROP : text.truncation(),
                true,
                text.type(),
                text.tracing()));
    var scored = job.run(rows, progress);
    var scores = new HashMap<Text, Optional<Double>>();
    for (int i = 0; i < texts.size(); i++)
      scores.put(
          texts.get(i),
          scored.get(i).candidates().stream().findFirst().map(ScoreJob.Scored::reward));
    return scores;
  }

  private static Evaluation evaluation(String name, BenchResult result) {
    var json = new LinkedHashMap<String, Object>();
    json.put("format", result.format());
    json.put("scored", result.scored());
    json.put("truncated", result.truncated());
    json.put("figures", result.figures());
    json.put("groups", result.rows());
    json.put("items", result.lines());
    json.put("warnings", result.warnings());
    var text = new StringBuilder();
    for (var figure : result.figures())
      text.append(
          String.format(
              Locale.ROOT,
              "%-34s %7.4f (%.4f to %.4f)%n",
              figure.name(),
              figure.value().estimate(),
              figure.value().low(),
              figure.value().high()));
    for (var row : result.rows())
      if (row.subset().isEmpty())
        text.append(
            String.format(
                Locale.ROOT,
                "  %-32s %7.4f of %d items%n",
                row.group(),
                row.share().value(),
                row.share().items()));
    return new Evaluation(
        "Reward model on " + name,
        json,
        text.toString(),
        List.of(new Section(result.scored() + " items", result.blocks())),
        result.warnings());
  }
}
