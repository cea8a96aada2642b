package org.penchant.eval.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.seam.Scorer;
import org.penchant.eval.bench.BenchItem.Pair;

/**
 * Scores pairs.
 *
 * @param pairs those scored
 * @param truncated those left out because the model would not see an answer whole
 */
public record Scoring(List<ScoredPair> pairs, List<Pair> truncated) {
  /** Nothing is truncated. */
  public static final BiPredicate<Content, List<Content>> WHOLE = (_, _) -> false;

  public Scoring {
    pairs = List.copyOf(pairs);
    truncated = List.copyOf(truncated);
  }

  /**
   * Scores every pair whose answers fit.
   *
   * @param truncates whether prompt and an answer exceed the model's window; such a pair is
   *     flagged, not scored
   * @throws org.penchant.core.problems.ProblemsException if a score is not a number
   */
  public static Scoring of(
      List<Pair> pairs, Scorer scorer, BiPredicate<Content, List<Content>> truncates) {
    var scored = new ArrayList<ScoredPair>();
    var truncated = new ArrayList<Pair>();
    var problems = new Problems();
    for (var pair : pairs) {
      if (truncates.test(pair.prompt(), pair.answers())) {
        truncated.add(pair);
        continue;
      }
      double[] found = checked(pair.id(), scorer.scores(pair.prompt(), pair.answers()), problems);
      scored.add(new ScoredPair(pair, found[0], found[1]));
    }
    problems.throwIfErrors(ExitCode.NON_FINITE);
    return new Scoring(scored, truncated);
  }

  /** The scores; a problem if one is NaN. */
  static double[] checked(String id, double[] scores, Problems problems) {
    for (double score : scores)
      if (Double.isNaN(score))
        problems.error(id, score, "a score must be a number", "see what the scorer does with it");
    return scores;
  }
}
