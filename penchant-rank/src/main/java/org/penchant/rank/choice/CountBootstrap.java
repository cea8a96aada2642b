package org.penchant.rank.choice;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;

/**
 * Refits with counts drawn anew: a distinct vote cast m times is cast Poisson(m) times, or all
 * votes of a cluster Poisson(1) times. The work is that of the distinct votes, not of the votes.
 */
final class CountBootstrap {
  private static final double TOLERANCE = 1e-6;
  private static final Penalty RESCUE = new Penalty.Ridge(0.01);

  private final PairwiseChoice choice;
  private final VoteTable votes;
  private final PairCells cells;
  private final double ties;
  private final double[] start;
  private final Cluster cluster;
  private final AtomicInteger rescued = new AtomicInteger();

  CountBootstrap(PairwiseChoice choice, VoteTable votes, Fit fit, Cluster cluster) {
    this.choice = choice;
    this.votes = votes;
    boolean merged = !choice.order() && !choice.covariates();
    this.cells = PairCells.of(votes, merged, choice.order(), choice.covariates());
    this.ties = PairChecks.tieRate(cells);
    this.cluster = cluster;
    this.start = fit.point();
  }

  /** Utilities and extras, one row a resample; the same for the same seeds on any machine. */
  double[][] draws(int resamples, Seeds seeds) {
    double[] means = new double[votes.rows()];
    Arrays.setAll(means, votes::times);
    int[] numbers = cluster == Cluster.VOTE ? new int[0] : cluster.numbers(votes);
    int clusters = Arrays.stream(numbers).max().orElse(-1) + 1;
    UniformRandomProvider none = () -> 0;
    var single = PoissonSampler.of(none, 1);
    var samplers = new SharedStateDiscreteSampler[cluster == Cluster.VOTE ? votes.rows() : 0];
    for (int r = 0; r < samplers.length; r++)
      if (means[r] > 0) samplers[r] = PoissonSampler.of(none, means[r]);
    return IntStream.range(0, resamples)
        .parallel()
        .mapToObj(b -> {
          var random = seeds.stream("resample-" + b);
          UniformRandomProvider uniform = random::nextLong;
          var times = new double[votes.rows()];
          if (samplers.length > 0) {
            for (int r = 0; r < times.length; r++)
              if (means[r] > 0) times[r] = samplers[r].withUniformRandomProvider(uniform).sample();
          } else {
            var sampler = single.withUniformRandomProvider(uniform);
            int[] counts = IntStream.range(0, clusters).map(c -> sampler.sample()).toArray();
            for (int r = 0; r < times.length; r++) times[r] = means[r] * counts[numbers[r]];
          }
          return refit(cells.withTimes(times));
        })
        .toArray(double[][]::new);
  }

  /** How many resamples did not determine the utilities and were given a weak ridge. */
  int rescued() {
    return rescued.get();
  }

  private double[] refit(PairCells drawn) {
    var likelihood = choice.likelihood(drawn, ties);
    var objective = new PairObjective(likelihood, choice.penalty());
    var end = choice.climb(objective, likelihood, start, TOLERANCE);
    boolean open =
        choice.penalty() instanceof Penalty.None
            && objective.dense()
            && objective.information().singular();
    if (!end.converged() || open) {
      rescued.incrementAndGet();
      end = choice.climb(new PairObjective(likelihood, RESCUE), likelihood, start, TOLERANCE);
    }
    return choice.centred(end.point(), likelihood.items());
  }
}
