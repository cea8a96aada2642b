package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penchant.align.curate.nearest.NearestPairs;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.align.objective.Link;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Differences;

/**
 * A reward model refreshed on the pairs nearest to the policy (arXiv 2412.10529): answers are
 * points of the plane, the true reward is -0.5 (x_1 - 2.5)^2 - 0.8 (x_2 + 0.5 x_1 - 1)^2, 8000
 * pairs about centres uniform on [-3, 4]^2 (N(0, 0.6^2 I)) with Bradley-Terry labels; the reward
 * model is linear, or has the squares and the product too; it is fitted with Adam (0.02, batches of
 * 64), 800 steps on all pairs. A normal policy (sd 0.3) starts at (-1, -1) and takes 4 rounds of 60
 * steps, mu += 0.03 mean(R (a - mu) / 0.3) over 32 samples, R standardised. At the start of every
 * round the reward model goes on for 300 steps on 400 pairs: none, random ones, those whose
 * midpoint is nearest to mu, or nearest to a centre drawn anew from [-3, 4]^2. Refreshes draw from
 * streams of their own.
 *
 * @param features of the reward model
 * @param pairs there are
 * @param chosen pairs of a refresh
 * @param steps of the first fit
 */
public record RefreshedReward(Features features, int pairs, int chosen, int steps)
    implements Experiment {
  /** What the reward model sees. */
  public enum Features {
    /** x_1, x_2: it cannot be right everywhere. */
    LINEAR,
    /** Those, their squares and their product: it can. */
    QUADRATIC
  }

  private enum Refresh {
    NONE,
    RANDOM,
    NEAREST,
    ELSEWHERE
  }

  private static final int ROUNDS = 4;
  private static final double SD = 0.3;
  private static final Link LOGISTIC = new Link.Logistic();

  public static RefreshedReward defaults() {
    return new RefreshedReward(Features.LINEAR, 8000, 400, 800);
  }

  @Override
  public RefreshedReward trial() {
    return new RefreshedReward(features, 50, 10, 3);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var points = seeds.stream("pairs");
    int d = features == Features.LINEAR ? 2 : 5;
    double[][] middles = new double[pairs][];
    double[] rows = new double[pairs * d];
    for (int i = 0; i < pairs; i++) {
      double[] centre = {-3 + 7 * points.nextDouble(), -3 + 7 * points.nextDouble()};
      double[][] x = new double[2][2];
      for (double[] point : x)
        for (int k = 0; k < 2; k++) point[k] = centre[k] + 0.6 * points.nextGaussian();
      middles[i] = new double[] {(x[0][0] + x[1][0]) / 2, (x[0][1] + x[1][1]) / 2};
      boolean first = points.nextDouble() < Logistic.sigmoid(truth(x[0]) - truth(x[1]));
      double[] w = seen(x[first ? 0 : 1]);
      double[] l = seen(x[first ? 1 : 0]);
      for (int k = 0; k < d; k++) rows[i * d + k] = w[k] - l[k];
    }
    var all = new Differences(rows, d);
    int[] every = IntStream.range(0, pairs).toArray();
    double[] pooled = fit(all, every, new double[d], steps, seeds.child("pooled"));
    var world = new World(all, middles, pooled, seeds, figures);
    double vanilla = world.run("vanilla", Refresh.NONE);
    double random = world.run("random", Refresh.RANDOM);
    double elsewhere = world.run("wrong centre", Refresh.ELSEWHERE);
    double nearest = world.run("nearest", Refresh.NEAREST);
    figures.put("nearest", "above pooled and random", nearest > Math.max(vanilla, random) ? 1 : 0);
    figures.put("nearest", "above the wrong centre", nearest > elsewhere ? 1 : 0);
  }

  private static double truth(double[] x) {
    double a = x[0] - 2.5;
    double b = x[1] + 0.5 * x[0] - 1;
    return -0.5 * a * a - 0.8 * b * b;
  }

  private double[] seen(double[] x) {
    return features == Features.LINEAR
        ? x
        : new double[] {x[0], x[1], x[0] * x[0], x[1] * x[1], x[0] * x[1]};
  }

  private static double[] fit(Differences all, int[] pool, double[] start, int steps, Seeds seeds) {
    var batches = seeds.stream("batches");
    int d = all.features();
    return Descent.adam(
        start,
        0.02,
        steps,
        (theta, _, gradient) -> {
          for (int b = 0; b < 64; b++) {
            int i = pool[batches.nextInt(pool.length)];
            double slope = LOGISTIC.slope(all.margin(i, theta)) / 64;
            for (int k = 0; k < d; k++) gradient[k] += slope * all.rows()[i * d + k];
          }
        });
  }

  /** The policy's rounds from one pooled reward model. */
  private final class World {
    private final Differences all;
    private final double[][] middles;
    private final double[] pooled;
    private final Seeds seeds;
    private final Figures figures;

    World(Differences all, double[][] middles, double[] pooled, Seeds seeds, Figures figures) {
      this.all = all;
      this.middles = middles;
      this.pooled = pooled;
      this.seeds = seeds;
      this.figures = figures;
    }

    /** The final true reward at the policy's mean. */
    double run(String arm, Refresh refresh) {
      var samples = seeds.stream("policy");
      double[] mu = {-1, -1};
      double[] w = pooled;
      double peak = Double.NEGATIVE_INFINITY;
      double sum = 0;
      int count = Math.min(60, steps);
      for (int round = 0; round < ROUNDS; round++) {
        var own = seeds.child(arm + " " + round);
        int[] pool = pool(refresh, mu, own);
        if (pool != null) w = fit(all, pool, w, Math.min(300, steps), own);
        for (int t = 0; t < count; t++) {
          double[][] noise = new double[32][2];
          double[] rewards = new double[32];
          for (int s = 0; s < 32; s++) {
            for (int k = 0; k < 2; k++) noise[s][k] = samples.nextGaussian();
            double[] f = seen(new double[] {mu[0] + SD * noise[s][0], mu[1] + SD * noise[s][1]});
            for (int k = 0; k < f.length; k++) rewards[s] += w[k] * f[k];
          }
          var scale = RewardScale.of(rewards);
          for (int s = 0; s < 32; s++)
            for (int k = 0; k < 2; k++) mu[k] += 0.03 * scale.of(rewards[s]) * noise[s][k] / 32;
          double now = truth(mu);
          peak = Math.max(peak, now);
          sum += now;
        }
      }
      figures.put(arm, "final", truth(mu));
      figures.put(arm, "peak", peak);
      figures.put(arm, "mean", sum / (ROUNDS * count));
      return truth(mu);
    }

    private int @Nullable [] pool(Refresh refresh, double[] mu, Seeds own) {
      return switch (refresh) {
        case NONE -> null;
        case RANDOM -> Arrays.copyOf(Seeds.permutation(pairs, own.stream("drawn")), chosen);
        case NEAREST -> nearest(mu);
        case ELSEWHERE -> {
          var random = own.stream("centre");
          yield nearest(new double[] {-3 + 7 * random.nextDouble(), -3 + 7 * random.nextDouble()});
        }
      };
    }

    private int[] nearest(double[] centre) {
      double[] relevance = new double[pairs];
      Arrays.setAll(
          relevance, i -> -Math.hypot(middles[i][0] - centre[0], middles[i][1] - centre[1]));
      boolean[] keep = NearestPairs.of(chosen).keep(relevance);
      return IntStream.range(0, pairs).filter(i -> keep[i]).toArray();
    }
  }
}
