package org.penchant.rank.choice;

import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.standing.Uncertainty;

/** How the errors of a fit are found. */
public sealed interface Errors {
  /** The inverse information alone: right if the model is, too wide where ties count half. */
  record Hessian() implements Errors {}

  /** Holds whether or not the model does; by cluster, also where votes depend on each other. */
  record Sandwich(Cluster cluster) implements Errors {
    public static Sandwich defaults() {
      return new Sandwich(Cluster.VOTE);
    }
  }

  /**
   * Refits with Poisson counts of the distinct votes, or of the clusters.
   *
   * @param resamples at least 20
   */
  record Bootstrap(int resamples, Cluster cluster) implements Errors {
    public Bootstrap {
      if (resamples < 20)
        throw new IllegalArgumentException("resamples = " + resamples + ", must be at least 20");
    }

    public static Bootstrap defaults() {
      return new Bootstrap(400, Cluster.VOTE);
    }
  }

  /**
   * The uncertainty of the utilities of {@code fit}, as {@code choice} made it from {@code votes}.
   *
   * @param confidence in (0, 1)
   * @param seeds of resamples, and of the draws that give the probabilities of places
   * @throws org.penchant.core.problems.ProblemsException if clusters are not kept in the votes
   */
  default Uncertainty of(
      PairwiseChoice choice, VoteTable votes, Fit fit, double confidence, Seeds seeds) {
    UncertaintyOf.check(confidence);
    return switch (this) {
      case Bootstrap(int resamples, Cluster cluster) -> {
        var bootstrap = new CountBootstrap(choice, votes, fit, cluster);
        double[][] draws = bootstrap.draws(resamples, seeds.child("bootstrap"));
        var notes = UncertaintyOf.rescued(bootstrap.rescued(), resamples);
        yield UncertaintyOf.draws(toString(), fit, draws, confidence, notes);
      }
      default ->
          UncertaintyOf.covariance(
              toString(), fit, covariance(choice, votes, fit), confidence, seeds);
    };
  }

  /**
   * The uncertainty of the utilities of {@code fit}, as {@code model} made it from {@code ballots},
   * which are draws of their own.
   *
   * @throws IllegalArgumentException for clusters other than votes
   */
  default Uncertainty of(
      PlackettLuce model, Ballots ballots, Fit fit, double confidence, Seeds seeds) {
    UncertaintyOf.check(confidence);
    var errors = new LuceErrors(model, ballots, fit);
    double[][] inverse = fit.covariance().orElseThrow();
    return switch (this) {
      case Hessian hessian -> UncertaintyOf.covariance(toString(), fit, inverse, confidence, seeds);
      case Sandwich(Cluster cluster) -> {
        cluster.requireVotes();
        yield UncertaintyOf.covariance(
            toString(), fit, errors.sandwich(inverse), confidence, seeds);
      }
      case Bootstrap(int resamples, Cluster cluster) -> {
        cluster.requireVotes();
        double[][] draws = errors.draws(resamples, seeds.child("bootstrap"));
        var notes = UncertaintyOf.rescued(errors.rescued(), resamples);
        yield UncertaintyOf.draws(toString(), fit, draws, confidence, notes);
      }
    };
  }

  /**
   * The covariance of utilities and extras.
   *
   * @throws IllegalStateException for {@link Bootstrap}, or if the fit has too many items for one
   */
  default double[][] covariance(PairwiseChoice choice, VoteTable votes, Fit fit) {
    double[][] inverse =
        fit.covariance()
            .orElseThrow(() ->
                new IllegalStateException(
                    fit.items().size() + " items are too many, use the bootstrap"));
    return switch (this) {
      case Hessian hessian -> inverse;
      case Sandwich(Cluster cluster) ->
          new org.penchant.rank.choice.Sandwich(choice, votes, fit).covariance(inverse, cluster);
      case Bootstrap bootstrap ->
          throw new IllegalStateException("a bootstrap has draws, not a covariance");
    };
  }
}
