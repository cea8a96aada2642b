package org.penchant.rank.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/** Errors of {@link PlackettLuce}, whose ballots are draws of their own. */
final class LuceErrors {
  private static final double TOLERANCE = 1e-6;
  private static final Penalty RESCUE = new Penalty.Ridge(0.01);

  private final PlackettLuce model;
  private final Ballots ballots;
  private final Fit fit;
  private final AtomicInteger rescued = new AtomicInteger();

  LuceErrors(PlackettLuce model, Ballots ballots, Fit fit) {
    this.model = model;
    this.ballots = ballots;
    this.fit = fit;
  }

  /** A B A with B the sum over ballots of times g g', g the slope of one. */
  double[][] sandwich(double[][] inverse) {
    var meat = new double[inverse.length][inverse.length];
    int[] sizes = Choices.of(ballots).tieSizes();
    for (var ballot : ballots.ballots()) {
      var one = Choices.of(new Ballots(ballots.items(), List.of(ballot.withTimes(1))));
      var likelihood = new LuceLikelihood(one, new Penalty.None(), sizes);
      likelihood.evaluate(fit.point());
      double[] slope = likelihood.gradient();
      for (int i = 0; i < slope.length; i++)
        for (int j = 0; slope[i] != 0 && j < slope.length; j++)
          meat[i][j] += ballot.times() * slope[i] * slope[j];
    }
    return Sandwich.product(Sandwich.product(inverse, meat), inverse);
  }

  /** Utilities and extras of refits, each ballot cast Poisson(times) times. */
  double[][] draws(int resamples, Seeds seeds) {
    int[] sizes = Choices.of(ballots).tieSizes();
    return IntStream.range(0, resamples)
        .parallel()
        .mapToObj(b -> {
          var random = seeds.stream("resample-" + b);
          UniformRandomProvider uniform = random::nextLong;
          var drawn = new ArrayList<Ballot>();
          for (var ballot : ballots.ballots())
            if (ballot.times() > 0)
              drawn.add(ballot.withTimes(PoissonSampler.of(uniform, ballot.times()).sample()));
          return refit(new Ballots(ballots.items(), drawn), sizes);
        })
        .toArray(double[][]::new);
  }

  int rescued() {
    return rescued.get();
  }

  private double[] refit(Ballots drawn, int[] sizes) {
    var choices = Choices.of(drawn);
    var likelihood = new LuceLikelihood(choices, model.penalty(), sizes);
    var end = Newton.climb(likelihood, fit.point(), TOLERANCE, Double.NEGATIVE_INFINITY);
    if (!end.converged() || likelihood.information().singular()) {
      rescued.incrementAndGet();
      likelihood = new LuceLikelihood(choices, RESCUE, sizes);
      end = Newton.climb(likelihood, fit.point(), TOLERANCE, Double.NEGATIVE_INFINITY);
    }
    double[] point = end.point();
    return PenaltyTerms.anchors(model.penalty())
        ? point
        : Information.centred(point, fit.items().size());
  }
}
