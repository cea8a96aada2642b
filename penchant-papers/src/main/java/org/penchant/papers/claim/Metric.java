package org.penchant.papers.claim;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.penchant.align.objective.Term;
import org.penchant.core.stats.Scores;
import org.penchant.core.stats.Vectors;
import org.penchant.papers.world.Pair;
import org.penchant.papers.world.Ray;

/** What is measured of a trained policy; NaN where it is not defined. */
public enum Metric {
  /** Mean over prompts of E_pi[true utility]. */
  VALUE("true value", e -> e.world().value(e.logPolicy())),
  /** Mean KL(pi || ref), nats. */
  KL("KL to the reference", e -> e.world().kl(e.logPolicy())),
  /** J(optimum) - J(pi), J = E[true utility] - beta KL(pi || ref). */
  SUBOPTIMALITY("sub-optimality", Metric::suboptimality),
  /** cos(theta, theta*). */
  COSINE("cosine to the truth", e -> Vectors.cosine(e.theta(), e.world().theta())),
  /** True value on the ray c theta where KL = 1 nat. */
  VALUE_AT_KL1("value at KL = 1", e -> new Ray(e.world(), e.theta()).valueAtKl(1)),
  /** Best true value on the ray c theta with KL at most 1 nat. */
  BEST_WITHIN_KL1("best value, KL <= 1", e -> new Ray(e.world(), e.theta()).bestWithinKl(1)),
  /** Mean change of log pi(y_w) from the reference, training pairs. */
  CHOSEN("d log pi chosen", e -> mean(e, p -> e.gain(p.chosen()))),
  /** Mean change of log pi(y_l) from the reference, training pairs. */
  REJECTED("d log pi rejected", e -> mean(e, p -> e.gain(p.rejected()))),
  /** Mean plain margin beta (log-ratio chosen - log-ratio rejected), training pairs. */
  MARGIN("margin", e -> e.beta() * mean(e, e::margin)),
  /** Share of training pairs with a positive margin. */
  ACCURACY("reward accuracy", e -> mean(e, p -> e.margin(p) > 0 ? 1 : 0)),
  /** Probability of candidates that no pair can hold. */
  UNCOVERED("mass uncovered", e -> e.world().mass(e.logPolicy(), k -> !e.settings().covers(k))),
  /** (sum W)^2 / (n sum W^2) of the pair weights. */
  EFFECTIVE_SHARE("effective share", Metric::effectiveShare),
  /** Mean E_pi[length], tokens. */
  LENGTH("length", e -> e.world().expectation(e.logPolicy(), e.world().lengths())),
  /** Ranking accuracy of the reference, training pairs turned to the majority. */
  RANKING_REFERENCE("R of the reference", e -> train(e).reference()),
  /** Ranking accuracy of the policy. */
  RANKING("R", e -> train(e).policy()),
  /** Reward accuracy on pairs turned to the majority. */
  RANKING_REWARD("reward accuracy, majority", e -> train(e).reward()),
  /** Reward accuracy - R. */
  RANKING_SHORTFALL("reward accuracy - R", e -> train(e).reward() - train(e).policy()),
  /** R of the exact optimum. */
  RANKING_IDEALISED("R*", e -> train(e).idealised()),
  /** R* - R. */
  RANKING_GAP("R* - R", e -> train(e).idealised() - train(e).policy()),
  /** Share of initially wrong pairs put right. */
  FLIPPED("flipped", e -> train(e).flipped()),
  /** Of the easiest third. */
  FLIPPED_EASY("flipped, easiest third", e -> train(e).flippedOfEasiestThird()),
  /** Of the hardest third. */
  FLIPPED_HARD("flipped, hardest third", e -> train(e).flippedOfHardestThird()),
  /** Easiest third - hardest third. */
  FLIPPED_DIFFERENCE(
      "flipped, easiest - hardest",
      e -> train(e).flippedOfEasiestThird() - train(e).flippedOfHardestThird()),
  /** Share of initially wrong pairs still wrong. */
  STAYED_WRONG("stayed wrong", e -> 1 - train(e).flipped()),
  /** R* of the initially wrong pairs. */
  IDEALISED_OF_WRONG("R* of wrong pairs", e -> train(e).idealisedOfWrong()),
  /** R on held-out pairs. */
  HELD_OUT_RANKING("held-out R", e -> heldOut(e).policy()),
  /** Reward accuracy on held-out pairs. */
  HELD_OUT_REWARD("held-out reward accuracy", e -> heldOut(e).reward()),
  /** R* of held-out pairs. */
  HELD_OUT_IDEALISED("held-out R*", e -> heldOut(e).idealised()),
  /** Held-out {@link #FLIPPED_EASY}. */
  HELD_OUT_FLIPPED_EASY("held-out flipped, easiest third", e -> heldOut(e).flippedOfEasiestThird()),
  /** Held-out {@link #FLIPPED_HARD}. */
  HELD_OUT_FLIPPED_HARD("held-out flipped, hardest third", e -> heldOut(e).flippedOfHardestThird());

  private final String label;
  private final ToDoubleFunction<Evaluation> of;

  Metric(String label, ToDoubleFunction<Evaluation> of) {
    this.label = label;
    this.of = of;
  }

  /** Its name in tables. */
  public String label() {
    return label;
  }

  /** What tables call the metric of that name, with {@code @round} for rounds before the last. */
  static String label(String metric) {
    int at = metric.indexOf('@');
    String name = at < 0 ? metric : metric.substring(0, at);
    for (var known : values())
      if (known.toString().equals(name))
        return known.label() + (at < 0 ? "" : ", round " + metric.substring(at + 1));
    return metric;
  }

  double of(Evaluation evaluation) {
    return of.applyAsDouble(evaluation);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double suboptimality(Evaluation e) {
    var world = e.world();
    double[] best = world.optimum(world.utility(), e.beta());
    return world.value(best)
        - e.beta() * world.kl(best)
        - (world.value(e.logPolicy()) - e.beta() * world.kl(e.logPolicy()));
  }

  private static double effectiveShare(Evaluation e) {
    if (!(e.objective().terms().getFirst() instanceof Term.Preference term)) return Double.NaN;
    double[] weights = e.train().stream().mapToDouble(p -> term.weight().of(e.row(p))).toArray();
    return Scores.effectiveSampleSize(weights) / weights.length;
  }

  private static double mean(Evaluation e, ToDoubleFunction<Pair> of) {
    return Arrays.stream(e.train().stream().mapToDouble(of).toArray()).average().orElse(Double.NaN);
  }

  private static Rankings train(Evaluation e) {
    return new Rankings(e.train().stream().map(e::majority).toList(), e.beta());
  }

  private static Rankings heldOut(Evaluation e) {
    return new Rankings(e.heldOut().stream().map(e::majority).toList(), e.beta());
  }
}
