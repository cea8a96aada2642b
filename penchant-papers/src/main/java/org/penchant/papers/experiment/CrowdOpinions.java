package org.penchant.papers.experiment;

import java.util.Arrays;
import org.penchant.align.reward.Categorical;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.Tables;
import org.penchant.align.reward.Transport;
import org.penchant.align.reward.crowd.Opinions;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.TanhOutputs;

/**
 * Distributions of a crowd's opinions learned by a categorical head (arXiv 2402.09764) in {@link
 * CrowdWorld}: few items with many opinions, and more items with few. Networks of 24 tanh units
 * (weights N(0, 1 / inputs)), Adam from 0.004 falling linearly to 0 on all items, all arms from one
 * start; early-stopped figures are of the same run after some steps. Targets: the majority's level,
 * frequencies, and Dirichlet posteriors of strength 3 whose prior is the root of the truth,
 * normalised; the same priors shuffled over items; and the mean of all frequencies. Measured on
 * fresh items with their exact distributions: W_1 over its greatest value, the error of the
 * expected utility, and the share of neighbours in the list whose rewards have the right order.
 *
 * @param few items with {@code many} opinions each
 * @param many opinions
 * @param more items with 5 opinions each
 * @param tests items to test on
 * @param early steps
 * @param steps in all
 */
public record CrowdOpinions(int few, int many, int more, int tests, int early, int steps)
    implements Experiment {
  private static final double RATE = 4e-3;
  private static final Opinions POSTERIOR = Opinions.plain(3);
  private static final TanhOutputs NETWORK = new TanhOutputs(CrowdWorld.D, 24, CrowdWorld.LEVELS);

  public static CrowdOpinions defaults() {
    return new CrowdOpinions(100, 20, 300, 3000, 200, 1500);
  }

  @Override
  public CrowdOpinions trial() {
    return new CrowdOpinions(10, many, 12, 20, 1, 3);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double sd = 1 / Math.sqrt(CrowdWorld.D);
    double[] a = Normals.of(CrowdWorld.D, sd, seeds.stream("centre"));
    double[] b = Normals.of(CrowdWorld.D, sd, seeds.stream("gap"));
    var test = CrowdWorld.draw(a, b, tests, seeds.stream("test"));
    double[] start = NETWORK.start(seeds.stream("start"));
    var reliable = CrowdWorld.draw(a, b, few, seeds.stream("few items"));
    double[][] counts = reliable.opinions(many, seeds.stream("many opinions"));
    var one = new Bench("many opinions: ", reliable, test, start, figures);
    double[][] frequencies = posterior(0, counts, counts);
    one.train("cross-entropy", frequencies, Transport.CROSS_ENTROPY);
    one.train("transport", frequencies, Transport.OPTIMAL);
    one.train("cramer", frequencies, Transport.CRAMER);
    one.train("posterior, transport", posterior(3, flattened(reliable), counts), Transport.OPTIMAL);

    var noisy = CrowdWorld.draw(a, b, more, seeds.stream("more items"));
    counts = noisy.opinions(5, seeds.stream("few opinions"));
    var two = new Bench("few opinions: ", noisy, test, start, figures);
    frequencies = posterior(0, counts, counts);
    two.train("majority", majority(counts), Transport.CROSS_ENTROPY);
    two.train("cross-entropy", frequencies, Transport.CROSS_ENTROPY);
    two.train("transport", frequencies, Transport.OPTIMAL);
    double[][] priors = flattened(noisy);
    two.train("posterior", posterior(3, priors, counts), Transport.CROSS_ENTROPY);
    two.train("posterior, transport", posterior(3, priors, counts), Transport.OPTIMAL);
    int[] order = Seeds.permutation(more, seeds.stream("shuffled priors"));
    double[][] shuffled = Arrays.stream(order).mapToObj(i -> priors[i]).toArray(double[][]::new);
    two.train("shuffled prior", posterior(3, shuffled, counts), Transport.CROSS_ENTROPY);
    double[][] mean = new double[more][];
    Arrays.fill(mean, mean(frequencies));
    two.train("population prior", posterior(3, mean, counts), Transport.CROSS_ENTROPY);
    cut(figures, "W1, 1500");
    cut(figures, "W1, 200");
  }

  private static void cut(Figures figures, String metric) {
    var all = figures.all();
    double none = all.getOrDefault(new Figures.Key("few opinions: cross-entropy", metric), 1.0);
    double with = all.getOrDefault(new Figures.Key("few opinions: posterior", metric), 1.0);
    figures.put("few opinions: posterior", "cut of " + metric, 1 - with / none);
  }

  private static double[][] flattened(CrowdWorld world) {
    return Arrays.stream(world.truth())
        .map(p -> {
          double[] root = Arrays.stream(p).map(Math::sqrt).toArray();
          double sum = Arrays.stream(root).sum();
          return Arrays.stream(root).map(v -> v / sum).toArray();
        })
        .toArray(double[][]::new);
  }

  /** Posteriors; of strength 0 frequencies, whatever stands for a prior. */
  private static double[][] posterior(double strength, double[][] priors, double[][] counts) {
    double[][] out = new double[counts.length][];
    for (int i = 0; i < out.length; i++) {
      double sum = Arrays.stream(priors[i]).sum();
      double[] prior = Arrays.stream(priors[i]).map(v -> v / sum).toArray();
      var settings = strength > 0 ? POSTERIOR : Opinions.plain(0);
      out[i] = settings.posterior(prior, counts[i]);
    }
    return out;
  }

  private static double[][] majority(double[][] counts) {
    double[][] out = new double[counts.length][CrowdWorld.LEVELS];
    for (int i = 0; i < out.length; i++) {
      int best = 0;
      for (int k = 1; k < CrowdWorld.LEVELS; k++) if (counts[i][k] > counts[i][best]) best = k;
      out[i][best] = 1;
    }
    return out;
  }

  private static double[] mean(double[][] of) {
    double[] mean = new double[CrowdWorld.LEVELS];
    for (double[] p : of) for (int k = 0; k < mean.length; k++) mean[k] += p[k] / of.length;
    return mean;
  }

  /** Arms that differ in target and loss. */
  private final class Bench {
    private final String prefix;
    private final CrowdWorld train;
    private final CrowdWorld test;
    private final double[] start;
    private final Figures figures;

    Bench(String prefix, CrowdWorld train, CrowdWorld test, double[] start, Figures figures) {
      this.prefix = prefix;
      this.train = train;
      this.test = test;
      this.start = start;
      this.figures = figures;
    }

    void train(String arm, double[][] targets, Transport loss) {
      var head = new Categorical(CrowdWorld.LEVELS, loss);
      var batch = NETWORK.new Batch(train.x());
      int n = batch.rows();
      double[] byZ = new double[n * CrowdWorld.LEVELS];
      double[][] stopped = new double[1][];
      double[] end =
          Descent.adam(
              start,
              t -> RATE * (1 - t / (double) steps),
              steps,
              (theta, step, gradient) -> {
                if (step == early) stopped[0] = theta.clone();
                double[] z = batch.forward(theta);
                double[] row = new double[CrowdWorld.LEVELS];
                for (int i = 0; i < n; i++) {
                  for (int k = 0; k < row.length; k++) row[k] = z[k * n + i];
                  double[] by = new double[row.length];
                  head.loss(row, targets[i], by);
                  for (int k = 0; k < row.length; k++) byZ[k * n + i] = by[k] / n;
                }
                batch.backward(theta, byZ, gradient);
              });
      measure(arm, end, "1500");
      measure(arm, stopped[0], "200");
    }

    private void measure(String arm, double[] parameters, String after) {
      var head = Categorical.defaults();
      var batch = NETWORK.new Batch(test.x());
      int n = batch.rows();
      double[] z = batch.forward(parameters);
      double[] found = new double[n];
      double[] truth = new double[n];
      double transport = 0;
      double error = 0;
      for (int i = 0; i < n; i++) {
        double[] row = new double[CrowdWorld.LEVELS];
        for (int k = 0; k < row.length; k++) row[k] = z[k * n + i];
        double[] p = head.distribution(row);
        transport += Transport.OPTIMAL.of(p, test.truth()[i], new double[row.length]) / n;
        found[i] = head.score(Outputs.of(row), Tables.none()).orElseThrow();
        for (int k = 0; k < row.length; k++)
          truth[i] += test.truth()[i][k] * Transport.utility(k, row.length);
        error += Math.abs(found[i] - truth[i]) / n;
      }
      int right = 0;
      for (int i = 1; i < n; i++)
        if ((found[i] - found[i - 1]) * (truth[i] - truth[i - 1]) > 0) right++;
      figures.put(prefix + arm, "W1, " + after, transport);
      figures.put(prefix + arm, "reward error, " + after, error);
      figures.put(prefix + arm, "accuracy, " + after, right / (n - 1.0));
    }
  }
}
