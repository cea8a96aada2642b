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
  /** Of a last step from a start so near that its square is far below any error of interest. */
  private static final double TOLERANCE = 1e-3;

  /** A determined resample takes fewer steps; one that is not goes on until rounding ends it. */
  private static final int SUSPICIOUS = 10;

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
    int[] numbers = cluster.numbers(votes);
    int clusters = Arrays.stream(numbers).max().orElse(Cluster.NONE) + 1;
    UniformRandomProvider none = () -> 0;
    var ofCluster = PoissonSampler.of(none, 1);
    var ofRow = new SharedStateDiscreteSampler[means.length];
    for (int r = 0; r < means.length; r++)
      if (numbers[r] == Cluster.NONE && means[r] > 0) ofRow[r] = PoissonSampler.of(none, means[r]);
    return IntStream.range(0, resamples)
        .parallel()
        .mapToObj(b -> {
          var random = seeds.stream("resample-" + b);
          UniformRandomProvider uniform = random::nextLong;
          var one = ofCluster.withUniformRandomProvider(uniform);
          int[] counts = IntStream.range(0, clusters).map(c -> one.sample()).toArray();
          var times = new double[means.length];
          for (int r = 0; r < times.length; r++) {
            if (numbers[r] != Cluster.NONE) times[r] = means[r] * counts[numbers[r]];
            else if (means[r] > 0) times[r] = ofRow[r].withUniformRandomProvider(uniform).sample();
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
            && end.iterations() > SUSPICIOUS
            && objective.dense()
            && objective.information().singular();
    if (!end.converged() || open) {
      rescued.incrementAndGet();
      end = choice.climb(new PairObjective(likelihood, RESCUE), likelihood, start, TOLERANCE);
    }
    return choice.centred(end.point(), likelihood.items());
  }
}
