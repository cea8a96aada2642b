package org.penchant.eval.audit;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.stats.Interval;
import org.penchant.eval.metric.Normalisation;
import org.penchant.eval.metric.PairScores;
import org.penchant.eval.metric.RankingAccuracy;
import org.penchant.eval.metric.RewardAccuracy;

/**
 * Whether a preference-tuned policy ranks pairs as its data does, against what its reference did
 * and what an exact optimum could. "Preference learning algorithms do not learn preference
 * rankings", 2405.19534.
 *
 * @param settings what it was made with
 * @param pairs audited pairs
 * @param units independent units among them
 * @param tiesDropped pairs with alpha = 1/2 left out
 * @param reference ranking accuracy of the reference, by sums and per token
 * @param policy ranking accuracy of the policy, by sums and per token
 * @param rewardAccuracy counts of the sign of the implicit-reward margin
 * @param reward the share with positive margin
 * @param gaps alignment gaps, by sums and per token
 * @param flips what became of the reference's rankings
 * @param difficulty pairs by what training must overcome
 * @param chosenChange mean of log pi(y_w) - log ref(y_w), nats
 * @param rejectedChange mean of log pi(y_l) - log ref(y_l), nats
 * @param chosenLength mean tokens of y_w
 * @param rejectedLength mean tokens of y_l
 * @param warnings what a reader must know before believing the numbers
 */
public record RankingAudit(
    AuditSettings settings,
    int pairs,
    int units,
    int tiesDropped,
    ByNormalisation<Rate> reference,
    ByNormalisation<Rate> policy,
    RewardAccuracy rewardAccuracy,
    Rate reward,
    ByNormalisation<AlignmentGap> gaps,
    FlipTable flips,
    Difficulty difficulty,
    Interval chosenChange,
    Interval rejectedChange,
    double chosenLength,
    double rejectedLength,
    List<Problem> warnings) {
  /** The same quantity by both normalisations. */
  public record ByNormalisation<T>(T sum, T perToken) {}

  public RankingAudit {
    warnings = List.copyOf(warnings);
  }

  /**
   * Audits the pairs.
   *
   * @param seeds for the bootstrap
   * @throws ProblemsException (bad data) if a pair has alpha < 1/2, so that its chosen response is
   *     not the majority's, or if nothing is left to audit
   */
  public static RankingAudit of(List<PairScores> all, AuditSettings settings, Seeds seeds) {
    var problems = new Problems();
    for (var pair : all)
      if (pair.alpha().orElse(1) < 0.5)
        problems.error(
            pair.place(),
            "alpha = " + pair.alpha().getAsDouble(),
            "the chosen response must be the majority's choice, alpha >= 1/2",
            "swap chosen and rejected and give 1 - alpha, or leave the pair out");
    var kept = all.stream().filter(p -> settings.keepTies() || !isTie(p)).toList();
    if (kept.isEmpty())
      problems.error(
          "ranking audit",
          all.size() + " pairs, " + (all.size() - kept.size()) + " of them ties",
          "needs a pair to audit",
          "give labelled pairs, or keep ties");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    RaterShares.warn(kept, all.size() - kept.size(), settings, problems);

    var units = Units.of(kept);
    var draw = new Draw(kept, units, settings, seeds);
    var rewards = RewardAccuracy.of(kept);
    if (rewards.ties() == kept.size())
      problems.warn(
          "reward accuracy",
          "every margin is 0",
          "policy and reference agree everywhere, so reward accuracy says nothing",
          "audit a policy that was trained");
    return new RankingAudit(
        settings,
        kept.size(),
        units.count(),
        all.size() - kept.size(),
        both(by -> draw.rate("reference " + by, p -> RankingAccuracy.referenceRight(p, by))),
        both(by -> draw.rate("policy " + by, p -> RankingAccuracy.policyRight(p, by))),
        rewards,
        draw.rate("reward", p -> p.logRatioMargin() > 0),
        both(by -> AlignmentGap.of(kept, settings.grid(), settings.idealised(), by)),
        FlipTable.of(kept, settings.beta()),
        Difficulty.of(kept, settings.beta()),
        draw.mean("chosen", p -> p.policyChosen() - p.referenceChosen()),
        draw.mean("rejected", p -> p.policyRejected() - p.referenceRejected()),
        kept.stream().mapToInt(PairScores::chosenLength).average().orElseThrow(),
        kept.stream().mapToInt(PairScores::rejectedLength).average().orElseThrow(),
        problems.warnings());
  }

  private static boolean isTie(PairScores pair) {
    return pair.alpha().isPresent() && pair.alpha().getAsDouble() == 0.5;
  }

  private static <T> ByNormalisation<T> both(Function<Normalisation, T> quantity) {
    return new ByNormalisation<>(
        quantity.apply(Normalisation.SUM), quantity.apply(Normalisation.PER_TOKEN));
  }

  /** Intervals, each from a random stream of its own. */
  private record Draw(List<PairScores> pairs, Units units, AuditSettings settings, Seeds seeds) {
    Rate rate(String name, Predicate<PairScores> hit) {
      return Rate.of(pairs, units, hit, settings.bootstrap(), seeds.stream("audit " + name));
    }

    Interval mean(String name, ToDoubleFunction<PairScores> value) {
      return units.mean(pairs, value, settings.bootstrap(), seeds.stream("audit " + name));
    }
  }
}
