package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.reward.shape.Background;
import org.penchant.align.reward.shape.Shaping;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;

/** Rewards shaped against those of reference answers to the same prompts by the same models. */
public final class ShapedScores {
  private ShapedScores() {}

  /**
   * The shaped rewards of every row's candidates; empty for rows without rewards.
   *
   * @param references rows whose responses are reference answers; none if the shaping needs none
   * @throws org.penchant.core.problems.ProblemsException naming every row whose prompt has too few
   *     references
   */
  public static List<double[]> of(
      Shaping shaping, List<ScoreJob.ScoredRow> rows, List<ScoreJob.ScoredRow> references) {
    Map<String, List<Double>> byPrompt = new HashMap<>();
    for (var row : references)
      for (var scored : row.candidates())
        byPrompt
            .computeIfAbsent(row.row().prompt().plain(), _ -> new ArrayList<>())
            .add(scored.reward());
    var problems = new Problems();
    var found = new ArrayList<double[]>();
    for (var row : rows) {
      double[] known =
          byPrompt.getOrDefault(row.row().prompt().plain(), List.of()).stream()
              .mapToDouble(v -> v)
              .toArray();
      double[] shaped = new double[row.candidates().size()];
      try {
        for (int i = 0; i < shaped.length; i++)
          shaped[i] = shaping.of(row.candidates().get(i).reward(), Background.of(known));
      } catch (IllegalArgumentException refused) {
        problems.error(
            row.row().provenance().toString(),
            known.length + " reference answers",
            String.valueOf(refused.getMessage()),
            "give reference answers to this prompt with --references");
      }
      found.add(shaped);
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return found;
  }
}
