package org.penchant.rank.choice;

import java.util.Arrays;
import java.util.List;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.VoteTable;

/**
 * Bradley-Terry with annotators of unequal reliability: annotator k says "first" with probability
 * eta_k s(d) + (1 - eta_k) s(-d). Maximises the log-likelihood, the ridge on utilities and the
 * Beta(a, b) priors of all eta by expectation and maximisation: a vote is meant as said with
 * probability r, so that it enters the fit of the utilities as a soft vote. Ties say nothing of
 * eta; a vote of an unknown annotator is taken as said. Chen, Bennett, Collins-Thompson and
 * Horvitz, "Pairwise ranking aggregation in a crowdsourced setting", WSDM 2013.
 *
 * @param ridge on the utilities, above 0: with free reliabilities the scale needs it
 * @param a of the prior, at least 1
 * @param b of the prior, at least 1; below a, so that most annotators are taken to mean what they
 *     say and the sign of the scale is known
 * @param rounds at most
 */
public record CrowdBradleyTerry(double ridge, double a, double b, int rounds) {
  private static final double TOLERANCE = 1e-8;

  public CrowdBradleyTerry {
    new Penalty.Ridge(ridge);
    if (!(a >= 1 && b >= 1 && a > b))
      throw new IllegalArgumentException(
          "a = " + a + ", b = " + b + ", must be at least 1 and a above b");
    if (rounds < 1) throw new IllegalArgumentException("rounds = " + rounds + ", must be above 0");
  }

  public static CrowdBradleyTerry defaults() {
    return new CrowdBradleyTerry(0.01, 4, 2, 1_000);
  }

  /**
   * What comes out.
   *
   * @param utilities one an item, mean 0
   * @param annotators names
   * @param reliability eta of each, in [0, 1]; 1/2 is guessing, less is against the truth
   * @param rounds it took
   * @param converged whether reliabilities had settled to 1e-8
   */
  public record Crowd(
      List<String> items,
      double[] utilities,
      List<String> annotators,
      double[] reliability,
      int rounds,
      boolean converged) {}

  /**
   * Fits the model.
   *
   * @throws ProblemsException if the votes keep no annotators
   */
  public Crowd fit(VoteTable votes) {
    if (votes.annotators().isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "votes",
          "",
          "crowd-bradley-terry needs annotators",
          "keep annotators when reading the votes");
    var choice = PairwiseChoice.defaults().withPenalty(new Penalty.Ridge(ridge));
    PairChecks.check(choice, votes);
    var cells = PairCells.of(votes, true, false, false);
    double[] outcomes = new double[votes.rows()];
    Arrays.setAll(outcomes, votes::outcome);
    double[] u = utilities(choice, cells, new double[votes.items().size()]);
    double[] eta = new double[votes.annotators().size()];
    Arrays.fill(eta, a / (a + b));
    for (int round = 1; round <= rounds; round++) {
      double[] next = meant(votes, u, eta, outcomes);
      double change = 0;
      for (int k = 0; k < eta.length; k++) change = Math.max(change, Math.abs(next[k] - eta[k]));
      eta = next;
      u = utilities(choice, cells.withOutcomes(outcomes), u);
      if (change < TOLERANCE) return crowd(votes, u, eta, round, true);
    }
    return crowd(votes, u, eta, rounds, false);
  }

  /** Fills the outcomes as meant, and gives the new reliabilities. */
  private double[] meant(VoteTable votes, double[] u, double[] eta, double[] outcomes) {
    var kept = new double[eta.length];
    var count = new double[eta.length];
    for (int r = 0; r < votes.rows(); r++) {
      int who = votes.annotator(r);
      double y = votes.outcome(r);
      if (who < 0 || y == 0.5) continue;
      double p = Logistic.sigmoid(u[votes.first(r)] - u[votes.second(r)]);
      double q = 1 - p;
      double asFirst = eta[who] * p / (eta[who] * p + (1 - eta[who]) * q);
      double asSecond = eta[who] * q / (eta[who] * q + (1 - eta[who]) * p);
      outcomes[r] = y * asFirst + (1 - y) * (1 - asSecond);
      kept[who] += votes.mass(r) * (y * asFirst + (1 - y) * asSecond);
      count[who] += votes.mass(r);
    }
    var next = new double[eta.length];
    Arrays.setAll(next, k -> (kept[k] + a - 1) / (count[k] + a + b - 2));
    return next;
  }

  private static double[] utilities(PairwiseChoice choice, PairCells cells, double[] start) {
    var likelihood = choice.likelihood(cells, 0);
    var objective = new PairObjective(likelihood, choice.penalty());
    return choice.climb(objective, likelihood, start, PairwiseChoice.TOLERANCE).point();
  }

  private static Crowd crowd(
      VoteTable votes, double[] u, double[] eta, int rounds, boolean converged) {
    return new Crowd(
        votes.items(),
        Information.centred(u, u.length),
        votes.annotators(),
        eta,
        rounds,
        converged);
  }
}
