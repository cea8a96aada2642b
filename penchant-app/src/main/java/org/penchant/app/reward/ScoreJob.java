package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.LastLayerLaplace;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.Tables;
import org.penchant.align.reward.ensemble.Pooling;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Rewards of rows' candidates under one model or several.
 *
 * @param models folders; several are an ensemble
 * @param vectors of the rows, for models of vectors
 * @param how text is encoded, for models of text
 * @param maxTokens of one pass
 * @param user whose rewards, where users differ
 * @param pooling of an ensemble's rewards
 * @param logOdds whether rewards are divided by the temperature their model was calibrated with, so
 *     that their differences are log-odds
 */
public record ScoreJob(
    List<Path> models,
    Optional<Path> vectors,
    RewardRequest.Text how,
    int maxTokens,
    Optional<String> user,
    Pooling pooling,
    boolean logOdds) {
  public ScoreJob {
    models = List.copyOf(models);
  }

  /**
   * One candidate's reward.
   *
   * @param reward pooled over models
   * @param mean over models
   * @param deviation of models' rewards, and what heads themselves see: sqrt(variance of means +
   *     mean of variances)
   * @param each of every model
   */
  public record Scored(double reward, double mean, double deviation, double[] each) {}

  /** A row's candidates, or none if it could not be used. */
  public record ScoredRow(Comparison row, List<Scored> candidates) {}

  /** Of nobody in particular, members' mean. */
  public static ScoreJob of(
      List<Path> models, Optional<Path> vectors, RewardRequest.Text how, int maxTokens) {
    return new ScoreJob(
        models, vectors, how, maxTokens, Optional.empty(), new Pooling.Mean(), false);
  }

  /** The same under another model. */
  public ScoreJob withModel(Path other) {
    return new ScoreJob(List.of(other), vectors, how, maxTokens, user, pooling, logOdds);
  }

  /** The same, sequences that are too long treated another way. */
  ScoreJob withText(RewardRequest.Text other) {
    return new ScoreJob(models, vectors, other, maxTokens, user, pooling, logOdds);
  }

  /** The same in log-odds. */
  public ScoreJob inLogOdds() {
    return new ScoreJob(models, vectors, how, maxTokens, user, pooling, true);
  }

  /** Scores rows, in order. */
  public List<ScoredRow> run(List<Comparison> rows, Progress progress) throws IOException {
    var rewards = new ArrayList<List<double[][]>>();
    for (Path folder : models) {
      progress.stage("scoring with " + folder);
      try (var loaded = LoadedReward.open(folder, how, maxTokens)) {
        var laplace = RewardFolder.laplace(folder);
        var tables = loaded.model().values();
        var unit = loaded.unit(logOdds);
        rewards.add(
            loaded.read(rows, vectors, how, loaded.user(user), progress).stream()
                .map(o ->
                    o.map(read -> rewards(loaded.model().head(), tables, read, laplace))
                        .map(raw -> ScaleFile.scaled(raw, unit))
                        .orElse(new double[0][]))
                .toList());
      }
    }
    var found = new ArrayList<ScoredRow>();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      boolean usable = rewards.stream().allMatch(r -> r.get(row).length > 0);
      var candidates = new ArrayList<Scored>();
      for (int c = 0; usable && c < rows.get(i).candidates().size(); c++)
        candidates.add(scored(rewards, rows.get(i), row, c));
      found.add(new ScoredRow(rows.get(i), candidates));
    }
    return found;
  }

  private Scored scored(List<List<double[][]>> rewards, Comparison of, int row, int candidate) {
    double[] each = new double[rewards.size()];
    double[] within = new double[each.length];
    for (int k = 0; k < each.length; k++) {
      double[] found = rewards.get(k).get(row)[candidate];
      requireFinite(models.get(k), of, found[0]);
      each[k] = found[0];
      within[k] = found[1];
    }
    return new Scored(
        pooling.of(each, within),
        new Pooling.Mean().of(each),
        Pooling.deviation(each, within),
        each);
  }

  private static void requireFinite(Path model, Comparison row, double reward) {
    if (!Double.isFinite(reward))
      throw ProblemsException.of(
          ExitCode.BAD_MODEL,
          model.toString(),
          reward,
          "is the reward of a response of " + row.provenance() + ", and is not finite",
          "see whether the model's training went wrong");
  }

  /**
   * Reward and variance of each candidate; of a head of pairs the mean of its log-odds against all
   * candidates, itself among them, so that the rewards of two differ by their log-odds.
   */
  static double[][] rewards(
      Head head, Tables tables, LoadedReward.Read read, Optional<LastLayerLaplace> laplace) {
    var outputs = read.outputs();
    double[][] z = outputs.z();
    double[][] found = new double[z.length][2];
    for (int i = 0; i < z.length; i++) {
      int at = i;
      var one = new Outputs(new double[][] {z[i]}, outputs.prompt(), outputs.user());
      found[i][0] = head.score(one, tables).orElseGet(() -> against(head, outputs, at, tables));
      found[i][1] =
          head.variance(z[i]) + laplace.map(l -> l.variance(read.hidden()[at])).orElse(0.0);
    }
    return found;
  }

  private static double against(Head head, Outputs outputs, int i, Tables tables) {
    int n = outputs.z().length;
    if (n < 2)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "rows of one response",
          head,
          "a head of pairs scores a response against others of its row",
          "give rows of two responses or more");
    double sum = 0;
    for (int j = 0; j < n; j++)
      if (j != i)
        sum +=
            head.margin(
                new Outputs(
                    new double[][] {outputs.z()[i], outputs.z()[j]},
                    outputs.prompt(),
                    outputs.user()),
                tables);
    return sum / n;
  }
}
