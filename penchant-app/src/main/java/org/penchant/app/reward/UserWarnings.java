package org.penchant.app.reward;

import java.util.List;
import java.util.Locale;
import org.penchant.align.objective.Reward;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.ideal.PrototypeReport;
import org.penchant.align.reward.lowrank.BasisUse;
import org.penchant.align.reward.lowrank.FirstTemperature;
import org.penchant.align.train.RewardOutcome;
import org.penchant.align.train.RewardTrainer;
import org.penchant.core.problems.Problems;

/** What a reader must know of a head whose users differ. */
final class UserWarnings {
  /** First margins this many times 1, or this part of it, are far. */
  private static final double FAR = 10;

  /** Rows that first margins are taken of. */
  private static final int FIRST = 1024;

  private static final String TEMPERATURE = "temperature";

  private UserWarnings() {}

  /** A temperature far from the median first margin: learning is frozen, or leaps. */
  static void firstMargins(
      RewardRequest request, RewardTrainer trainer, List<RewardRow> rows, Problems warnings) {
    var method = request.method();
    if (!(method.head() instanceof LowRank)
        || !method.settings().containsKey(TEMPERATURE)
        || request.features().init().isPresent()) return;
    double scale = method.objective().flatMap(o -> o.reward()).map(Reward::beta).orElse(1.0);
    var first = trainer.outcomes(rows.subList(0, Math.min(rows.size(), FIRST)));
    FirstTemperature.of(
            first.stream()
                .filter(RewardOutcome::decidedPair)
                .mapToDouble(RewardOutcome::margin)
                .toArray())
        .ifPresent(c -> {
          double margin = c * scale;
          if (margin > FAR || margin < 1 / FAR)
            warnings.warn(
                "first margins",
                String.format(Locale.ROOT, "median %.3g", margin),
                margin > 1 ? "are far above 1: steps leap" : "are far below 1: learning freezes",
                String.format(Locale.ROOT, "--set temperature=%.2g", c));
        });
  }

  /** Shared rewards that no user takes. */
  static void of(BasisUse use, Problems warnings) {
    for (int j = 0; j < use.most().length; j++)
      if (use.most()[j] < BasisUse.LEAST)
        warnings.warn(
            "shared reward " + (j + 1),
            String.format(Locale.ROOT, "greatest share %.4f", use.most()[j]),
            "no user takes it",
            "--prune leaves it out of the model; or train with a smaller rank");
  }

  /** Prototypes that are nearly one, or one that is nearly alone. */
  static void of(PrototypeReport report, Problems warnings) {
    for (int[] pair : report.together())
      warnings.warn(
          "prototypes " + (pair[0] + 1) + " and " + (pair[1] + 1),
          String.format(
              Locale.ROOT,
              "distance %.4f, responses spread %.4f",
              report.distances()[pair[0]][pair[1]],
              report.spread()),
          "are nearly one",
          "take fewer prototypes, or --set start=k-means");
    report
        .alone()
        .ifPresent(k ->
            warnings.warn(
                "prototype " + (k + 1),
                String.format(Locale.ROOT, "mean weight %.3f", report.use()[k]),
                "nearly all users are at it alone: the model is one for all",
                "look at the users' table; users who are alike need one prototype"));
  }
}
