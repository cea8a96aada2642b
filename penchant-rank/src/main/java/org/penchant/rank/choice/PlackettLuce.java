package org.penchant.rank.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.Ballots;

/**
 * Utilities u from orders and choices: a set C is chosen from S with probability proportional to
 * delta_|C| * (product of e^u_i over C)^(1/|C|), over all subsets of S of the sizes that occur;
 * delta_1 = 1. Without ties it is the model of Luce (1959) and Plackett, "The analysis of
 * permutations", Applied Statistics 24 (1975); the ties are those of Turner, van Etten, Firth and
 * Kosmidis, "Modelling rankings in R: the PlackettLuce package", Computational Statistics 35
 * (2020); of pairs, it is {@link Davidson}. Items a voter leaves out say nothing. The mean of u is
 * 0 unless the penalty anchors it; the deviance is -2 log-likelihood.
 *
 * @param penalty none, ridge, or virtual-opponent, which are pseudo-rankings: every item wins and
 *     loses that often against an item of utility 0
 */
public record PlackettLuce(Penalty penalty) {
  public PlackettLuce {
    if (penalty instanceof Penalty.Firth)
      throw new IllegalArgumentException(
          "penalty = firth, must be none, ridge or virtual-opponent for orders");
  }

  /** Half a pseudo-ranking each way, so that every estimate is finite. */
  public static PlackettLuce defaults() {
    return new PlackettLuce(new Penalty.VirtualOpponent(0.5));
  }

  /** Without a penalty. */
  public static PlackettLuce maximumLikelihood() {
    return new PlackettLuce(new Penalty.None());
  }

  public Fit fit(Ballots ballots) {
    return fit(Choices.of(ballots));
  }

  /**
   * Fits the model.
   *
   * @throws ProblemsException if there is nothing to fit, or the maximum lies at infinity
   */
  public Fit fit(Choices choices) {
    int n = choices.items().size();
    var problems = new Problems();
    if (n < 2 || choices.choices().stream().noneMatch(c -> c.times() > 0))
      problems.error(
          "orders",
          choices.choices().size() + " choices among " + n + " items",
          "must rank at least two items",
          "give orders of two items or more");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var pairs = choices.pairs();
    if (penalty instanceof Penalty.None) Connectivity.require(pairs);
    var likelihood = new LuceLikelihood(choices, penalty);
    var end =
        Newton.climb(
            likelihood,
            new double[likelihood.size()],
            PairwiseChoice.TOLERANCE,
            Double.NEGATIVE_INFINITY);
    var information = likelihood.information();
    if (!end.converged() || information.singular())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "orders",
          this,
          "the likelihood has no maximum: utilities or ties run to infinity",
          "give a penalty (ridge or virtual-opponent), or break the ties");
    double[] point =
        PenaltyTerms.anchors(penalty) ? end.point() : Information.centred(end.point(), n);
    var notes = new ArrayList<String>();
    int parts = WinGraph.of(pairs, true).components().size();
    if (parts > 1)
      notes.add(
          "the orders alone do not determine the utilities ("
              + parts
              + " components); the penalty "
              + penalty
              + " does");
    return new Fit(
        toString(),
        choices.items(),
        Arrays.copyOf(point, n),
        names(choices.tieSizes()),
        Arrays.copyOfRange(point, n, point.length),
        Optional.of(information.inverse()),
        likelihood.logLikelihood(),
        -2 * likelihood.logLikelihood(),
        end.iterations(),
        Arrays.stream(likelihood.gradient()).map(Math::abs).max().orElse(0),
        notes);
  }

  /** log-delta-2 and so on. */
  private static List<String> names(int[] sizes) {
    return Arrays.stream(sizes).mapToObj(k -> "log-delta-" + k).toList();
  }
}
