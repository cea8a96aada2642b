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
  public static final BiPredicate<Content, Content> WHOLE = (_, _) -> false;

  public Scoring {
    pairs = List.copyOf(pairs);
    truncated = List.copyOf(truncated);
  }

  /**
   * Scores every pair whose answers fit.
   *
   * @param truncates whether prompt and answer exceed the model's window; such a pair is flagged,
   *     not scored
   * @throws org.penchant.core.problems.ProblemsException if a score is not a number
   */
  public static Scoring of(
      List<Pair> pairs, Scorer scorer, BiPredicate<Content, Content> truncates) {
    var scored = new ArrayList<ScoredPair>();
    var truncated = new ArrayList<Pair>();
    var problems = new Problems();
    for (var pair : pairs) {
      if (truncates.test(pair.prompt(), pair.chosen())
          || truncates.test(pair.prompt(), pair.rejected())) {
        truncated.add(pair);
        continue;
      }
      double chosen = score(pair, pair.chosen(), scorer, problems);
      double rejected = score(pair, pair.rejected(), scorer, problems);
      scored.add(new ScoredPair(pair, chosen, rejected));
    }
    problems.throwIfErrors(ExitCode.NON_FINITE);
    return new Scoring(scored, truncated);
  }

  private static double score(Pair pair, Content answer, Scorer scorer, Problems problems) {
    return checked(pair.id(), scorer.score(pair.prompt(), answer), problems);
  }

  /** The score; a problem if it is NaN. */
  static double checked(String id, double score, Problems problems) {
    if (Double.isNaN(score))
      problems.error(id, score, "a score must be a number", "see what the scorer does with it");
    return score;
  }
}
