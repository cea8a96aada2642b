package org.penchant.rank.choice;

import java.util.Arrays;
import java.util.List;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;

/**
 * Utilities linear in features, V = w . x, from choices among answers and none of them ({@link
 * OutsideOption}), or among answers alone: the greatest mean log-likelihood less ridge / 2 |w|^2,
 * by Newton's method. A level needs a constant feature. All annotators must have had the same
 * question in mind when they rejected all, such as "would you be content to receive this?": choices
 * with other anchors have another zero.
 *
 * @param ridge at least 0; with 0, features that separate the choices have no finite fit
 */
public record MultinomialLogit(double ridge) {
  private static final double TOLERANCE = 1e-10;

  public MultinomialLogit {
    if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("ridge = " + ridge + ", must be finite, not negative");
  }

  /** Ridge 1e-4. */
  public static MultinomialLogit defaults() {
    return new MultinomialLogit(1e-4);
  }

  /**
   * A fit.
   *
   * @param weights one a feature
   * @param meanLogLikelihood of the choices, nats, without the penalty
   */
  public record Fitted(double[] weights, double meanLogLikelihood, int iterations) {
    /** V = w . x; at least 0 where an answer is good enough, if all could be rejected. */
    public double utility(double[] features) {
      double v = 0;
      for (int j = 0; j < weights.length; j++) v += weights[j] * features[j];
      return v;
    }
  }

  /**
   * Fits the weights.
   *
   * @throws ProblemsException if there is no choice, all could be rejected but never were or always
   *     were, or the fit lies at infinity
   */
  public Fitted fit(List<Offer> offers) {
    if (offers.isEmpty()) throw bad("0 choices", "there is nothing to fit", "give choices");
    int d = offers.getFirst().features()[0].length;
    for (var offer : offers)
      if (offer.features()[0].length != d)
        throw bad(offer.features()[0].length + " features", "others have " + d, "give the same");
    level(offers);
    var likelihood = new LogitLikelihood(offers, ridge);
    var end = Newton.climb(likelihood, new double[d], TOLERANCE, Double.NEGATIVE_INFINITY);
    if (!end.converged() || Arrays.stream(end.point()).anyMatch(w -> !Double.isFinite(w)))
      throw bad(toString(), "the fit lies at infinity: features separate choices", "add ridge");
    return new Fitted(end.point(), likelihood.logLikelihood(), end.iterations());
  }

  /** Without a rejection, or with nothing else, V + c is the likelier the further c goes. */
  private static void level(List<Offer> offers) {
    long open = offers.stream().filter(Offer::outside).count();
    if (open == 0) return;
    long rejected = offers.stream().filter(Offer::rejected).count();
    if (rejected == 0)
      throw bad(
          open + " choices that could reject all",
          "no rejection observed: the level of the utilities runs to infinity",
          "give choices in which all answers were rejected, or fit answers alone (Bradley-Terry)");
    if (rejected == offers.size())
      throw bad(
          open + " choices that could reject all",
          "all were rejected: the level of the utilities runs to minus infinity",
          "give choices in which an answer was accepted");
  }

  private static ProblemsException bad(String value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.BAD_DATA, "choices", value, rule, remedy);
  }
}
