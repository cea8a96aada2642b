package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penchant.align.curate.strength.MarginPolicy;
import org.penchant.align.curate.strength.Votes;
import org.penchant.align.curate.strength.Weakest;
import org.penchant.align.objective.Link;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.BentReward;
import org.penchant.papers.world.DeepTanh;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.NetworkPairs;
import org.penchant.papers.world.Normals;

/**
 * Labels corrected by the votes of an ensemble of reward models (arXiv 2401.06080): x ~ N(0, I_10),
 * R(x) = 2 w . tanh(W x) / sqrt 6 + x_1 / 2, 1500 pairs labelled wrong with probability exp(-|dR|)
 * / 2 + 0.01, ten networks (two layers of 32 tanh units, Adam 5e-3, batches of 128) on resampled
 * pairs vote with their margins; a network of the same start and batches trains on what each
 * correction makes of the data. Weights start from N(0, 1 / inputs). Accuracy is by true rewards on
 * 2000 fresh pairs.
 *
 * @param pairs to learn from
 * @param early steps of the members and of models that stop early
 * @param steps of all others
 */
public record PairStrength(int pairs, int early, int steps) implements Experiment {
  private static final int MEMBERS = 10;
  private static final int UNITS = 6;
  private static final int D = 10;
  private static final int BATCH = 128;
  private static final double RATE = 5e-3;
  private static final double FLIPPED = 0.15;
  private static final double FIFTH = 0.2;
  private static final Link LOGISTIC = new Link.Logistic();
  private static final DeepTanh NETWORK = new DeepTanh(D, 32);

  public static PairStrength defaults() {
    return new PairStrength(1500, 250, 1200);
  }

  @Override
  public PairStrength trial() {
    return new PairStrength(60, 1, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var truth = BentReward.draw(UNITS, D, seeds);
    double[] a = Normals.of(pairs * D, seeds.stream("first"));
    double[] b = Normals.of(pairs * D, seeds.stream("second"));
    double[] gaps = gaps(truth, a, b);
    var data = new NetworkPairs(NETWORK, a, b);
    var flips = seeds.stream("labels");
    boolean[] wrong = new boolean[pairs];
    for (int i = 0; i < pairs; i++) {
      wrong[i] = flips.nextDouble() < 0.5 * Math.exp(-Math.abs(gaps[i])) + 0.01;
      if (gaps[i] > 0 == wrong[i]) data.swap(i);
    }
    double[] c = Normals.of(2000 * D, seeds.stream("test first"));
    double[] e = Normals.of(2000 * D, seeds.stream("test second"));
    var test = new Test(new NetworkPairs(NETWORK, c, e), gaps(truth, c, e), figures);
    double[][] votes = votes(data, test, seeds);
    double[] mean = new double[pairs];
    Arrays.setAll(mean, i -> Votes.of(votes[i]).value());
    boolean[] lowest = Weakest.of(mean, FIFTH);
    shares(figures, wrong, mean, lowest);

    int[] all = IntStream.range(0, pairs).toArray();
    double[] ones = filled(1);
    var bench = new Bench(data, test, seeds);
    bench.train("baseline", all, ones, "early-stopped");
    double[] flip = filled(1);
    boolean[] weak = Weakest.of(mean, FLIPPED);
    for (int i = 0; i < pairs; i++) if (weak[i] && mean[i] < 0) flip[i] = 0;
    bench.train("flip", all, flip, "flip, early-stopped");
    double[] soft = new double[pairs];
    Arrays.setAll(soft, i -> Votes.of(votes[i]).softLabel());
    bench.train("soft", all, soft, "soft, early-stopped");
    var policy = new MarginPolicy.Adaptive(0.5, -2, 4);
    bench.train("margin", all, (i, u) -> LOGISTIC.slope(u - policy.of(Votes.of(votes[i]))), "");
    bench.train("drop the lowest fifth", where(i -> !lowest[i]), ones, "");
    bench.train("only the lowest fifth", where(i -> lowest[i]), ones, "");
    bench.train("only the lowest fifth, flipped", where(i -> lowest[i]), filled(0), "");
    boolean[] lower = Weakest.of(mean, 0.6);
    bench.train("only the highest 40 %", where(i -> !lower[i]), ones, "");
    double[] random = filled(1);
    int[] order = Seeds.permutation(pairs, seeds.stream("random flips"));
    for (int i = 0; i < FLIPPED * pairs; i++) random[order[i]] = 0;
    bench.train("random flip", all, random, "");
    for (String arm : new String[] {"flip", "soft", "margin"})
      figures.put(arm, "above the baseline", test.of(arm) > test.of("baseline") ? 1 : 0);
  }

  /** Margins of the members, [pair][member]. */
  private double[][] votes(NetworkPairs data, Test test, Seeds seeds) {
    double[][] votes = new double[pairs][MEMBERS];
    double[] sum = new double[2000];
    for (int k = 0; k < MEMBERS; k++) {
      var own = seeds.child("member " + k);
      int[] drawn = own.stream("bootstrap").ints(pairs, 0, pairs).toArray();
      double[] found =
          data.fit(
                  NETWORK.start(own.stream("start")),
                  drawn,
                  (_, u) -> LOGISTIC.slope(u),
                  BATCH,
                  RATE,
                  own.stream("batches"),
                  early)[0];
      double[] margins = data.margins(found);
      for (int i = 0; i < pairs; i++) votes[i][k] = margins[i];
      double[] seen = test.pairs().margins(found);
      for (int i = 0; i < seen.length; i++) sum[i] += seen[i];
      if (k == 0) test.put("one member", seen);
    }
    test.put("ensemble mean", sum);
    return votes;
  }

  private void shares(Figures figures, boolean[] wrong, double[] mean, boolean[] lowest) {
    boolean[] rest = Weakest.of(mean, 1 - FIFTH);
    figures.put("wrong labels", "all", share(wrong, where(_ -> true)));
    figures.put("wrong labels", "lowest fifth", share(wrong, where(i -> lowest[i])));
    figures.put("wrong labels", "highest fifth", share(wrong, where(i -> !rest[i])));
  }

  private static double share(boolean[] of, int[] among) {
    return IntStream.of(among).filter(i -> of[i]).count() / (double) among.length;
  }

  private int[] where(java.util.function.IntPredicate which) {
    return IntStream.range(0, pairs).filter(which).toArray();
  }

  private double[] filled(double value) {
    double[] all = new double[pairs];
    Arrays.fill(all, value);
    return all;
  }

  private static double[] gaps(BentReward truth, double[] a, double[] b) {
    double[] gaps = truth.of(a);
    double[] others = truth.of(b);
    Arrays.setAll(gaps, i -> gaps[i] - others[i]);
    return gaps;
  }

  /** Accuracy on fresh pairs. */
  private record Test(NetworkPairs pairs, double[] gaps, Figures figures) {
    void put(String arm, double[] margins) {
      int right = 0;
      for (int i = 0; i < gaps.length; i++) if (margins[i] * gaps[i] > 0) right++;
      figures.put(arm, "accuracy", right / (double) gaps.length);
    }

    double of(String arm) {
      return figures.all().getOrDefault(new Figures.Key(arm, "accuracy"), Double.NaN);
    }
  }

  /** Final models, all from one start and with the same stream of batches. */
  private final class Bench {
    private final NetworkPairs data;
    private final Test test;
    private final Seeds seeds;

    Bench(NetworkPairs data, Test test, Seeds seeds) {
      this.data = data;
      this.test = test;
      this.seeds = seeds;
    }

    /** On soft labels p: the slope is sigmoid(u) - p. */
    void train(String arm, int[] pool, double[] p, String stopped) {
      train(arm, pool, (i, u) -> Logistic.sigmoid(u) - p[i], stopped);
    }

    void train(String arm, int[] pool, Differences.Slope slope, String stopped) {
      double[][] found =
          data.fit(
              NETWORK.start(seeds.stream("start")),
              pool,
              slope,
              BATCH,
              RATE,
              seeds.stream("batches"),
              early,
              steps);
      test.put(arm, test.pairs().margins(found[1]));
      if (!stopped.isEmpty()) test.put(stopped, test.pairs().margins(found[0]));
    }
  }
}
