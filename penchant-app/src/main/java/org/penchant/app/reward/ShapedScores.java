package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.reward.shape.ShapedRewards;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/** Rewards shaped against those of reference answers to the same prompts by the same models. */
public final class ShapedScores {
  private ShapedScores() {}

  /**
   * The shaped rewards of every row's candidates; empty for rows without rewards.
   *
   * @param properties whether every model's reward is a property of its own; otherwise they are an
   *     ensemble of one
   * @param references rows whose responses are reference answers; none if the shaping needs none
   * @throws org.penchant.core.problems.ProblemsException naming every row whose prompt has too few
   *     references
   */
  public static List<double[]> of(
      ShapedRewards shaping,
      boolean properties,
      List<ScoreJob.ScoredRow> rows,
      List<ScoreJob.ScoredRow> references) {
    Map<Content, List<double[]>> byPrompt = new HashMap<>();
    for (var row : references)
      for (var scored : row.candidates())
        byPrompt
            .computeIfAbsent(row.row().prompt(), _ -> new ArrayList<>())
            .add(raw(scored, properties));
    var problems = new Problems();
    var found = new ArrayList<double[]>();
    for (var row : rows) {
      var known = byPrompt.getOrDefault(row.row().prompt(), List.of());
      double[] shaped = new double[row.candidates().size()];
      try {
        for (int i = 0; i < shaped.length; i++) {
          double[] raw = raw(row.candidates().get(i), properties);
          shaped[i] = shaping.of(raw, byModel(known, raw.length), 0).shaped();
        }
      } catch (IllegalArgumentException refused) {
        problems.error(
            row.row().provenance().toString(),
            known.size() + " reference answers",
            String.valueOf(refused.getMessage()),
            "give reference answers to this prompt with --references");
      }
      found.add(shaped);
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return found;
  }

  private static double[] raw(ScoreJob.Scored scored, boolean properties) {
    return properties ? scored.each() : new double[] {scored.reward()};
  }

  private static double[][] byModel(List<double[]> answers, int models) {
    double[][] found = new double[models][answers.size()];
    for (int k = 0; k < models; k++)
      for (int m = 0; m < answers.size(); m++) found[k][m] = answers.get(m)[k];
    return found;
  }
}
