package org.penchant.align.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;

/** Warnings from the held-out metrics before and after training and the lengths of answers. */
public final class Diagnosis {
  private static final double LARGE_MARGIN = 15;
  private static final double DRIFT = 1.5;
  private static final double OVERFIT = 1.05;

  private Diagnosis() {}

  /**
   * Looks for likelihood displacement, margin explosion, over-fitting, length drift and parameters
   * that no gradient reached.
   *
   * @param evaluations held-out metrics in the order they were taken
   * @param untrained parameters that never had a gradient
   * @param lengthBefore mean length of answers before training; 0 if none were sampled
   * @param lengthAfter mean length after
   */
  public static List<Problem> of(
      List<Map<String, Double>> evaluations,
      List<String> untrained,
      double lengthBefore,
      double lengthAfter) {
    var found = new Problems(100);
    if (!evaluations.isEmpty()) {
      displacement(evaluations.getLast(), found);
      explosion(evaluations.getLast(), found);
      overfitting(evaluations, found);
    }
    if (lengthBefore > 0 && lengthAfter > 0) drift(lengthBefore, lengthAfter, found);
    if (!untrained.isEmpty())
      found.warn(
          "untrained parameters",
          String.join(", ", untrained),
          "no gradient reached them",
          "check that the model uses them");
    return found.warnings();
  }

  private static void displacement(Map<String, Double> last, Problems found) {
    double chosen = last.getOrDefault("logps_change/chosen", 0.0);
    double rejected = last.getOrDefault("logps_change/rejected", 0.0);
    Double fell = last.get(Displacement.CHOSEN_FELL);
    String share = fell == null ? "" : format(", chosen fell in %.0f%% of pairs", 100 * fell);
    if (chosen < 0 && rejected < 0)
      found.warn(
          "likelihood displacement",
          format("chosen %+.2f nats, rejected %+.2f nats", chosen, rejected) + share,
          "both log-probabilities fell: mass went to responses nobody compared",
          "007-dpo-shift, 048-regularized-po or a greater beta keep the chosen likely");
  }

  private static void explosion(Map<String, Double> last, Problems found) {
    double margin = last.getOrDefault("rewards/margins", 0.0);
    if (Math.abs(margin) > LARGE_MARGIN)
      found.warn(
          "margin explosion",
          format("mean held-out margin %.1f", margin),
          "margins beyond " + LARGE_MARGIN + " say nothing more about preferences",
          "fewer steps, a lower learning rate or a bounded link such as ipo");
  }

  private static void overfitting(List<Map<String, Double>> evaluations, Problems found) {
    double best = Double.POSITIVE_INFINITY;
    for (var evaluation : evaluations)
      best = Math.min(best, evaluation.getOrDefault("loss", Double.POSITIVE_INFINITY));
    double last = evaluations.getLast().getOrDefault("loss", best);
    if (best > 0 && last > OVERFIT * best)
      found.warn(
          "over-fitting",
          format("held-out loss %.4f, best %.4f", last, best),
          "the held-out loss rose again",
          "--eval-steps with --patience stops in time");
  }

  private static void drift(double before, double after, Problems found) {
    double ratio = after / before;
    if (ratio > DRIFT || ratio < 1 / DRIFT)
      found.warn(
          "length drift",
          format("answers of %.1f tokens, %.1f before", after, before),
          "the length of answers changed by more than half",
          "compare lengths of chosen and rejected; 099-ilr-dpo prices length");
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
