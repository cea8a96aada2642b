package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.penchant.align.train.Truncation;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.seam.Scorer;
import org.penchant.eval.bench.BenchOptions;
import org.penchant.eval.bench.BenchResult;
import org.penchant.eval.bench.Benchmark;
import org.penchant.eval.bench.Benchmark.Answered;

/**
 * A reward model of text, or an ensemble, on a benchmark: every prompt's answers once, in batches.
 * Items with an answer longer than the model reads are left out and listed, unless truncation cuts
 * them. A token that reaches across the edge of prompt and answer is no error: rewards are read at
 * the end.
 *
 * @param how the models and how texts reach them; one name that is no folder is a scorer's, as
 *     {@link NamedScorer} has them
 */
public record BenchJob(ScoreJob how) {
  /** What a look-up gives that finds nothing. */
  private static final double[] NOT_READ = {Double.NaN};

  /**
   * Scores and counts.
   *
   * @throws ProblemsException if a model reads vectors, or no item fits
   */
  public BenchResult run(Benchmark benchmark, BenchOptions options, Progress progress)
      throws IOException {
    if (how.vectors().isPresent())
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--embeddings",
          how.vectors().get(),
          "a benchmark is text",
          "leave it out");
    if (how.models().size() == 1 && !Files.isDirectory(how.models().getFirst()))
      try (var named = NamedScorer.open(how.models().getFirst().toString())) {
        progress.stage("scoring with " + how.models().getFirst());
        return benchmark.run(counted(named.scorer(), benchmark, progress), options);
      }
    for (var folder : how.models()) RewardScorer.requireTexts(folder);
    var scores = scores(benchmark, progress);
    return benchmark.run(
        looked(scores),
        options.withTruncates(
            (prompt, answers) -> !scores.containsKey(new Answered(prompt, answers))));
  }

  private static Scorer counted(Scorer scorer, Benchmark benchmark, Progress progress) {
    var done = new AtomicLong();
    int all = benchmark.answered().size();
    return new Scorer() {
      @Override
      public double score(Content prompt, Content response) {
        return scorer.score(prompt, response);
      }

      @Override
      public double[] scores(Content prompt, List<Content> responses) {
        double[] found = scorer.scores(prompt, responses);
        progress.at(Math.min(done.incrementAndGet(), all), all, Map.of());
        return found;
      }
    };
  }

  private static Scorer looked(Map<Answered, double[]> scores) {
    return new Scorer() {
      @Override
      public double score(Content prompt, Content response) {
        return scores(prompt, List.of(response))[0];
      }

      @Override
      public double[] scores(Content prompt, List<Content> responses) {
        return scores.getOrDefault(new Answered(prompt, responses), NOT_READ);
      }
    };
  }

  /** What was read whole, and its scores. */
  private Map<Answered, double[]> scores(Benchmark benchmark, Progress progress)
      throws IOException {
    var lists = List.copyOf(new LinkedHashSet<>(benchmark.answered()));
    var rows = new ArrayList<Comparison>();
    for (var list : lists)
      rows.add(
          Comparison.unjudged(
              list.prompt(), list.answers(), new Provenance("benchmark", rows.size(), "")));
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
    var scores = new HashMap<Answered, double[]>();
    for (int i = 0; i < lists.size(); i++)
      if (!scored.get(i).candidates().isEmpty())
        scores.put(
            lists.get(i),
            scored.get(i).candidates().stream().mapToDouble(ScoreJob.Scored::reward).toArray());
    return scores;
  }
}
