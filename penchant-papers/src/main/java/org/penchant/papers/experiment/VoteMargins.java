package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penchant.align.curate.strength.Agreement;
import org.penchant.align.curate.strength.MarginPolicy;
import org.penchant.align.objective.Link;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.random.Seeds;
import org.penchant.eval.metric.VoteShares;
import org.penchant.papers.world.DeepTanh;
import org.penchant.papers.world.Differences;
import org.penchant.papers.world.NetworkPairs;
import org.penchant.papers.world.Normals;

/**
 * Margins by the agreement of judges against vote shares (arXiv 2412.03822): 200 users w_u = w_0 +
 * N(0, 1) times 0.4 on five features and 2 on five, share f = mean_u sigmoid(2 w_u . (x_1 - x_2)),
 * 3000 pairs of N(0, I_10), a third with x_2 = x_1 + N(0, 0.15^2), one label each of Bernoulli(f)
 * and three judgments of 0.85 f + 0.075. Networks of two layers of 32 tanh units, weights from N(0,
 * 1 / inputs), Adam 0.004 with batches of 64, all from one start and with the same batches.
 *
 * @param pairs to learn from, and as many to test on
 * @param most of margins
 * @param steps of every arm
 */
public record VoteMargins(int pairs, double most, int steps) implements Experiment {
  private static final int D = 10;
  private static final int USERS = 200;
  private static final int JUDGMENTS = 3;
  private static final double NEAR = 0.15;
  private static final Link LOGISTIC = new Link.Logistic();
  private static final DeepTanh NETWORK = new DeepTanh(D, 32);

  public static VoteMargins defaults() {
    return new VoteMargins(3000, 2, 2000);
  }

  @Override
  public VoteMargins trial() {
    return new VoteMargins(60, most, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] users = users(seeds);
    var train = pairs(seeds.child("train"));
    var test = pairs(seeds.child("test"));
    double[] shares = shares(users, test);
    double[] population = shares(users, train);
    var labels = seeds.stream("labels");
    boolean[] first = new boolean[pairs];
    var agreed = new Agreement[pairs];
    for (int i = 0; i < pairs; i++) {
      first[i] = labels.nextDouble() < population[i];
      int n = 0;
      for (int k = 0; k < JUDGMENTS; k++)
        if (labels.nextDouble() < 0.85 * population[i] + 0.075 == first[i]) n++;
      agreed[i] = new Agreement(n, JUDGMENTS);
      if (!first[i]) train.swap(i);
    }
    var bench = new Bench(seeds, train, test, shares, figures);
    bench.margins("plain", margins(agreed, new MarginPolicy.Constant(0)));
    double[] signed = margins(agreed, new MarginPolicy.Signed(most));
    bench.margins("signed", signed);
    bench.margins("non-negative", margins(agreed, new MarginPolicy.NonNegative(most)));
    bench.margins("constant", margins(agreed, new MarginPolicy.Constant(1)));
    int[] order = Seeds.permutation(pairs, seeds.stream("shuffled"));
    bench.margins("shuffled", Arrays.stream(order).mapToDouble(i -> signed[i]).toArray());
    bench.train("soft labels", (i, u) -> Logistic.sigmoid(u) - agreed[i].softLabel());
    double gain = bench.pearson("signed") - bench.pearson("plain");
    figures.put("signed", "gains 0.04", gain >= 0.04 ? 1 : 0);
  }

  private static double[] margins(Agreement[] agreed, MarginPolicy policy) {
    return Arrays.stream(agreed).mapToDouble(policy::of).toArray();
  }

  private static double[] users(Seeds seeds) {
    var random = seeds.stream("users");
    double[] shared = Normals.of(D, random);
    double[] users = Normals.of(USERS * D, random);
    for (int i = 0; i < users.length; i++)
      users[i] = shared[i % D] + users[i] * (i % D < D / 2 ? 0.4 : 2);
    return users;
  }

  private NetworkPairs pairs(Seeds seeds) {
    var random = seeds.stream("pairs");
    double[] a = Normals.of(pairs * D, random);
    double[] b = Normals.of(pairs * D, random);
    for (int i = 0; i < pairs / 3 * D; i++) b[i] = a[i] + NEAR * b[i];
    return new NetworkPairs(NETWORK, a, b);
  }

  private double[] shares(double[] users, NetworkPairs of) {
    double[] shares = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      for (int u = 0; u < USERS; u++) {
        double dot = 0;
        for (int j = 0; j < D; j++)
          dot += users[u * D + j] * (of.first()[i * D + j] - of.second()[i * D + j]);
        shares[i] += Logistic.sigmoid(2 * dot) / USERS;
      }
      shares[i] = Math.min(1, shares[i]);
    }
    return shares;
  }

  /** Arms that differ in their loss alone. */
  private final class Bench {
    private final Seeds seeds;
    private final NetworkPairs train;
    private final NetworkPairs test;
    private final double[] shares;
    private final Figures figures;

    Bench(Seeds seeds, NetworkPairs train, NetworkPairs test, double[] shares, Figures figures) {
      this.seeds = seeds;
      this.train = train;
      this.test = test;
      this.shares = shares;
      this.figures = figures;
    }

    void margins(String arm, double[] margins) {
      train(arm, (i, u) -> LOGISTIC.slope(u - margins[i]));
    }

    void train(String arm, Differences.Slope slope) {
      double[] found =
          train
              .fit(
                  NETWORK.start(seeds.stream("start")),
                  IntStream.range(0, pairs).toArray(),
                  slope,
                  64,
                  0.004,
                  seeds.stream("batches"),
                  steps)[0];
      double[] predicted = Arrays.stream(test.margins(found)).map(Logistic::sigmoid).toArray();
      var all = VoteShares.of(predicted, shares);
      figures.put(arm, "pearson", all.pearson());
      figures.put(arm, "spearman", all.spearman());
      figures.put(arm, "error", all.error());
      figures.put(arm, "contested error", VoteShares.contested(predicted, shares).error());
      figures.put(arm, "accuracy", all.accuracy());
    }

    double pearson(String arm) {
      return figures.all().getOrDefault(new Figures.Key(arm, "pearson"), Double.NaN);
    }
  }
}
