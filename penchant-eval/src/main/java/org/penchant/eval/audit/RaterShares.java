package org.penchant.eval.audit;

import java.util.List;
import org.penchant.core.problems.Problems;
import org.penchant.eval.metric.PairScores;

/** What the rater shares of the data allow to be said. */
final class RaterShares {
  static final String PLACE = "rater shares (alpha)";

  private RaterShares() {}

  /** Warns of everything that makes idealised accuracies and gaps rest on an assumption. */
  static void warn(
      List<PairScores> pairs, int tiesDropped, AuditSettings settings, Problems problems) {
    if (tiesDropped > 0)
      problems.warn(
          PLACE,
          tiesDropped + " pairs with alpha = 1/2",
          "ties have no majority and were left out",
          "keep them to see a table with ties");
    long absent = pairs.stream().filter(p -> p.alpha().isEmpty()).count();
    if (absent > 0)
      problems.warn(
          PLACE,
          absent + " of " + pairs.size() + " pairs have none",
          "alpha = " + settings.idealised().substituteAlpha() + " stands in for them",
          "idealised accuracies and gaps are an assumption there; give a column alpha");
    long unanimous = pairs.stream().filter(p -> p.alpha().orElse(0) == 1).count();
    if (unanimous > 0 && unanimous + absent == pairs.size())
      problems.warn(
          PLACE,
          "every share is 1",
          "single-rater data: idealised accuracies and gaps depend on epsilon = "
              + settings.idealised().epsilon()
              + " alone",
          "have pairs rated by several raters before quoting an alignment gap");
  }
}
