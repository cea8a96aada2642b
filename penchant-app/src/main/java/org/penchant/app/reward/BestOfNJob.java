package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.ensemble.Pooling;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Bootstrap;

/**
 * How far choosing the best of N under reward models goes in truth: proxy and true score of the
 * chosen as N grows.
 *
 * @param selectors what chooses
 * @param models how they read rows
 * @param curves what is drawn
 */
public record BestOfNJob(List<Selector> selectors, Models models, Curves curves) {
  /**
   * What chooses.
   *
   * @param name in tables
   * @param folders a model, or several that score together by their mean
   */
  public record Selector(String name, List<Path> folders) {
    public Selector {
      folders = List.copyOf(folders);
    }
  }

  /**
   * How models read rows.
   *
   * @param vectors of the rows, for models of vectors
   * @param how text is encoded, for models of text
   * @param maxTokens of one pass
   * @param user whose rewards, where users differ
   * @param caution k; above 0, every selector whose members disagree, or who is unsure, chooses a
   *     second time by mean - k deviation
   */
  public record Models(
      Optional<Path> vectors,
      RewardRequest.Text how,
      int maxTokens,
      Optional<String> user,
      double caution) {}

  /**
   * What is drawn.
   *
   * @param most the greatest N; 0 for the median length of the lists
   * @param truth which of several scores is the true one
   * @param bootstrap of prompts
   * @param seed of it
   */
  public record Curves(int most, Optional<String> truth, Bootstrap bootstrap, long seed) {}

  public BestOfNJob {
    selectors = List.copyOf(selectors);
  }

  /** What was found: curves, and what a reader should know. */
  public record Result(BestOfNCurves.Found found, List<Problem> warnings) {}

  /**
   * Scores all rows with every selector, and draws their curves.
   *
   * @throws ProblemsException if rows are no lists with true scores, or a model's rewards are not
   *     finite
   */
  public Result run(List<Comparison> rows, Progress progress) throws IOException {
    boolean[] all = new boolean[rows.size()];
    Arrays.fill(all, true);
    BestOfNLists.of(rows, all, curves.truth(), curves.most());
    Map<String, List<double[]>> rewards = new LinkedHashMap<>();
    for (var selector : selectors) score(selector, rows, rewards, progress);
    boolean[] usable = all.clone();
    for (var proxy : rewards.values())
      for (int i = 0; i < usable.length; i++) usable[i] &= proxy.get(i).length > 0;
    var lists = BestOfNLists.of(rows, usable, curves.truth(), curves.most());
    progress.stage("resampling " + lists.promptCount() + " prompts");
    rewards.replaceAll((_, proxy) -> lists.rows().stream().map(proxy::get).toList());
    var found = new BestOfNCurves(curves.bootstrap(), new Seeds(curves.seed())).of(lists, rewards);
    return new Result(found, warnings(found, lists));
  }

  private void score(
      Selector selector, List<Comparison> rows, Map<String, List<double[]>> into, Progress progress)
      throws IOException {
    var scored =
        new ScoreJob(
                selector.folders(),
                models.vectors(),
                models.how(),
                models.maxTokens(),
                models.user(),
                models.caution() > 0 ? new Pooling.Cautious(models.caution()) : new Pooling.Mean(),
                false)
            .run(rows, progress);
    var means = new ArrayList<double[]>();
    var bounds = new ArrayList<double[]>();
    boolean unsure = false;
    for (var row : scored) {
      double[] mean = row.candidates().stream().mapToDouble(ScoreJob.Scored::mean).toArray();
      means.add(mean);
      bounds.add(row.candidates().stream().mapToDouble(ScoreJob.Scored::reward).toArray());
      unsure |= row.candidates().stream().anyMatch(c -> c.deviation() > 0);
    }
    into.put(selector.name(), means);
    if (models.caution() > 0 && unsure)
      into.put(selector.name() + " - " + models.caution() + " sd", bounds);
  }

  private static List<Problem> warnings(BestOfNCurves.Found found, BestOfNLists lists) {
    var problems = new Problems();
    int most = lists.sizes()[lists.sizes().length - 1];
    if (found.tooShort() > 0)
      problems.warn(
          "--data",
          found.tooShort() + " lists of fewer than " + most + " responses",
          "are left out, so that every N is of the same prompts",
          "lower --most to keep them");
    if (found.leftOut() > 0)
      problems.warn(
          "--data",
          found.leftOut() + " lists",
          "have no rewards under some model and are left out",
          "raise --max-length");
    for (var curve : found.curves())
      if (curve.constant())
        problems.warn(
            curve.name(),
            "the same reward for all responses of a prompt",
            "its choice is a random one",
            "look at its training");
    if (lists.truth().stream().allMatch(t -> Arrays.stream(t).distinct().count() == 1))
      problems.warn(
          "--data",
          "the same true score for all responses of a prompt",
          "no choice is better than another",
          "give scores that tell responses apart");
    return problems.warnings();
  }
}
