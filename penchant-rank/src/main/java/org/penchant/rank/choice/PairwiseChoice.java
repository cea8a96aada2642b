package org.penchant.rank.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.votes.VoteTable;

/**
 * Utilities from votes on pairs: the maximum over u, effects and tie parameter of sum over votes of
 * mass * log P(outcome | d) + penalty, with d = u_first - u_second + order + covariates . beta. The
 * mean of u is 0 unless the penalty anchors it; {@link Fit#relativeTo} chooses another zero.
 *
 * @param model of a pair
 * @param penalty on the utilities
 * @param order whether being named first (at home, on the left) is an effect
 * @param covariates whether the covariates of the votes are effects
 */
public record PairwiseChoice(PairModel model, Penalty penalty, boolean order, boolean covariates) {
  /** What a step of the solver must fall below; the error left is about its square. */
  static final double TOLERANCE = 1e-9;

  public PairwiseChoice {
    if (penalty instanceof Penalty.Firth && !(model instanceof BradleyTerry))
      throw new IllegalArgumentException(
          "penalty = firth, must go with the model bradley-terry, not " + model);
  }

  /** Bradley-Terry, maximum likelihood, ties half, no effects. */
  public static PairwiseChoice defaults() {
    return new PairwiseChoice(BradleyTerry.defaults(), new Penalty.None(), false, false);
  }

  public PairwiseChoice withModel(PairModel other) {
    return new PairwiseChoice(other, penalty, order, covariates);
  }

  public PairwiseChoice withPenalty(Penalty other) {
    return new PairwiseChoice(model, other, order, covariates);
  }

  public PairwiseChoice withOrder(boolean effect) {
    return new PairwiseChoice(model, penalty, effect, covariates);
  }

  public PairwiseChoice withCovariates(boolean effects) {
    return new PairwiseChoice(model, penalty, order, effects);
  }

  /**
   * Fits the model.
   *
   * @throws ProblemsException if there is nothing to fit, if a vote is soft and the model has a tie
   *     parameter, or if the maximum lies at infinity
   */
  public Fit fit(VoteTable votes) {
    PairChecks.check(this, votes);
    var cells = PairCells.of(votes, PairCells.winnerFirst(votes), order, covariates);
    double ties = PairChecks.tieRate(cells);
    var likelihood = likelihood(cells, ties);
    var objective = new PairObjective(likelihood, penalty);
    var end = climb(objective, likelihood, start(likelihood, ties), TOLERANCE);
    boolean open =
        penalty instanceof Penalty.None && objective.dense() && objective.information().singular();
    if (!end.converged() || open || !Double.isFinite(objective.value()))
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "votes",
          model,
          "the likelihood has no maximum: utilities, effects or ties run to infinity",
          "give a penalty (ridge, virtual-opponent), fix the tie parameter, or leave out effects");
    int n = votes.items().size();
    double[] point = centred(end.point(), n);
    return new Fit(
        toString(),
        votes.items(),
        Arrays.copyOf(point, n),
        extraNames(likelihood, votes),
        Arrays.copyOfRange(point, n, point.length),
        objective.dense() ? Optional.of(objective.information().inverse()) : Optional.empty(),
        likelihood.value(),
        2 * (likelihood.saturated() - likelihood.value()),
        end.iterations(),
        Arrays.stream(objective.gradient()).map(Math::abs).max().orElse(0),
        notes(votes, ties));
  }

  PairLikelihood likelihood(PairCells cells, double ties) {
    boolean free = model.tie() instanceof Tie.Free && ties > 0;
    double fixed = model.tie() instanceof Tie.Fixed given ? given.value() : model.tieless();
    return new PairLikelihood(model, cells, free, fixed);
  }

  Newton.End climb(
      PairObjective objective, PairLikelihood likelihood, double[] start, double tolerance) {
    double above = likelihood.freeTie() ? model.tieAbove() : Double.NEGATIVE_INFINITY;
    return Newton.climb(objective, start, tolerance, above);
  }

  double[] centred(double[] point, int items) {
    return PenaltyTerms.anchors(penalty) ? point : Information.centred(point, items);
  }

  double[] start(PairLikelihood likelihood, double ties) {
    var start = new double[likelihood.size()];
    if (likelihood.freeTie()) start[start.length - 1] = model.tieStart(Math.min(ties, 0.99));
    return start;
  }

  private List<String> extraNames(PairLikelihood likelihood, VoteTable votes) {
    var names = new ArrayList<String>();
    if (order) names.add("order");
    if (covariates) names.addAll(votes.covariateNames());
    if (likelihood.freeTie()) names.add(model.tieName());
    return names;
  }

  private List<String> notes(VoteTable votes, double ties) {
    var notes = new ArrayList<String>();
    if (model.tiesHalf() && ties > 0) notes.add("a tie counts as half a win for each");
    if (model.tie() instanceof Tie.Free && ties == 0)
      notes.add("there are no ties: the tie parameter is left out");
    int parts = WinGraph.of(votes, true).components().size();
    if (parts > 1)
      notes.add(
          "the votes alone do not determine the utilities ("
              + parts
              + " components); the penalty "
              + penalty
              + " does");
    return notes;
  }
}
