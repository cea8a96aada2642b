package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Content;
import org.penchant.core.random.Seeds;
import org.penchant.core.seam.Scorer;
import org.penchant.core.stats.Bootstrap;
import org.penchant.core.stats.Interval;

/**
 * Scores generated responses, and makes preferences of them: for every prompt its best response
 * against its worst, or all its responses with their scores. Prompts whose responses all score
 * alike give none.
 */
public final class PreferJob {
  private PreferJob() {}

  /**
   * What was found.
   *
   * @param mean score of a response, with a bootstrap interval over prompts
   * @param pairs rows written, pairs or lists
   * @param tied prompts without one
   */
  public record Outcome(long prompts, long responses, long pairs, long tied, Interval mean) {}

  private record Scored(Content response, double score) {}

  /**
   * Reads the JSONL that {@code generate} writes, a line a response.
   *
   * @param out where rows go: pairs with the scores as chosen_rating and rejected_rating, or lists
   *     with responses and scores
   * @param lists whether lists are made
   */
  public static Outcome run(
      Path data, Scorer scorer, Optional<Path> out, boolean lists, Seeds seeds, Progress progress)
      throws IOException {
    var byPrompt = scored(GeneratedAnswers.read(data), scorer, progress);
    var lines = new StringBuilder();
    long pairs = 0;
    double[] means = new double[byPrompt.size()];
    long responses = 0;
    int at = 0;
    for (var entry : byPrompt.entrySet()) {
      var all = entry.getValue();
      responses += all.size();
      means[at++] = all.stream().mapToDouble(Scored::score).average().orElse(0);
      var best = all.stream().max(Comparator.comparingDouble(Scored::score)).orElseThrow();
      var worst = all.stream().min(Comparator.comparingDouble(Scored::score)).orElseThrow();
      if (best.score() == worst.score()) continue;
      pairs++;
      var line = new LinkedHashMap<String, Object>();
      line.put("prompt", entry.getKey().plain());
      if (lists) {
        line.put("responses", all.stream().map(s -> s.response().plain()).toList());
        line.put("scores", all.stream().map(Scored::score).toList());
      } else {
        line.put("chosen", best.response().plain());
        line.put("rejected", worst.response().plain());
        line.put("chosen_rating", best.score());
        line.put("rejected_rating", worst.score());
      }
      lines.append(Json.line(line)).append('\n');
    }
    if (out.isPresent()) AtomicFiles.write(out.get(), lines.toString());
    var interval = Bootstrap.defaults().mean(means, seeds.stream("bootstrap"));
    return new Outcome(byPrompt.size(), responses, pairs, byPrompt.size() - pairs, interval);
  }

  private static Map<Content, List<Scored>> scored(
      Map<Content, List<Content>> byPrompt, Scorer scorer, Progress progress) {
    var scored = new LinkedHashMap<Content, List<Scored>>();
    byPrompt.forEach((prompt, responses) -> {
      double[] scores = scorer.scores(prompt, responses);
      var all = new ArrayList<Scored>();
      for (int i = 0; i < scores.length; i++) all.add(new Scored(responses.get(i), scores[i]));
      scored.put(prompt, all);
      progress.at(scored.size(), byPrompt.size(), Map.of());
    });
    return scored;
  }
}
