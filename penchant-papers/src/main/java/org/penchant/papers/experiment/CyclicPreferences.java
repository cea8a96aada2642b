package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Link;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.SkewSymmetric;
import org.penchant.align.reward.Tables;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Descent;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.TanhOutputs;
import org.penchant.rank.game.Gpo;
import org.penchant.rank.game.ScoreGame;

/**
 * Preferences that go round in circles (arXiv 2410.02197): answers of three types, x = centre +
 * N(0, 0.3^2) in R^8, centres N(0, I), type i always beating i + 1 mod 3, i uniform; and a control
 * where a linear utility orders all. A skew-symmetric head of one plane on a linear map (weights
 * N(0, 0.1^2); in the control of features and a constant) against Bradley-Terry on a network of 16
 * tanh units, whose weights are N(0, 1 / inputs), both on scores over tau by Adam 0.01 on all
 * pairs. Then exponential updates of the policy in a game of three answers, which is the same for
 * every seed.
 *
 * @param pairs to learn from, and as many to test on; a score of 0 counts as wrong
 * @param tau temperature of both
 * @param steps of Adam
 */
public record CyclicPreferences(int pairs, double tau, int steps) implements Experiment {
  private static final int D = 8;
  private static final double RATE = 0.01;
  private static final Link LOGISTIC = new Link.Logistic();
  private static final SkewSymmetric HEAD = new SkewSymmetric(1, false);
  private static final TanhOutputs NETWORK = new TanhOutputs(D, 16, 1);
  private static final int[][] ORDERS = {
    {0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}, {1, 0, 2}, {0, 2, 1}
  };

  public static CyclicPreferences defaults() {
    return new CyclicPreferences(1500, 0.1, 800);
  }

  @Override
  public CyclicPreferences trial() {
    return new CyclicPreferences(30, tau, 2);
  }

  /** Rows of the better and of the worse answers, with the type of the better. */
  private record Pairs(double[] better, double[] worse, int[] type) {}

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] centres = Normals.of(3 * D, seeds.stream("centres"));
    var cyclic = cyclic(centres, seeds.stream("cyclic"));
    var test = cyclic(centres, seeds.stream("cyclic test"));
    figures.put("skew-symmetric", "cyclic", skew(cyclic, test, D, seeds.stream("skew")));
    figures.put("bradley-terry", "cyclic", scalar(cyclic, test, seeds.stream("scalar")));
    figures.put(
        "best order",
        "cyclic",
        Arrays.stream(ORDERS).mapToDouble(o -> order(o, test)).max().orElseThrow());
    double[] weights = Normals.of(D, seeds.stream("utility"));
    var ordered = transitive(weights, seeds.stream("transitive"));
    var orderedTest = transitive(weights, seeds.stream("transitive test"));
    figures.put(
        "skew-symmetric",
        "transitive",
        skew(constant(ordered), constant(orderedTest), D + 1, seeds.stream("skew, transitive")));
    figures.put(
        "bradley-terry",
        "transitive",
        scalar(ordered, orderedTest, seeds.stream("scalar, transitive")));
    game(figures);
  }

  private Pairs cyclic(double[] centres, RandomGenerator random) {
    double[] better = Normals.of(pairs * D, 0.3, random);
    double[] worse = Normals.of(pairs * D, 0.3, random);
    int[] type = random.ints(pairs, 0, 3).toArray();
    for (int i = 0; i < better.length; i++) {
      better[i] += centres[type[i / D] * D + i % D];
      worse[i] += centres[(type[i / D] + 1) % 3 * D + i % D];
    }
    return new Pairs(better, worse, type);
  }

  private Pairs transitive(double[] weights, RandomGenerator random) {
    double[] a = Normals.of(pairs * D, random);
    double[] b = Normals.of(pairs * D, random);
    for (int i = 0; i < pairs; i++) {
      double gap = 0;
      for (int j = 0; j < D; j++) gap += weights[j] * (a[i * D + j] - b[i * D + j]);
      if (gap < 0)
        for (int j = i * D; j < (i + 1) * D; j++) {
          double kept = a[j];
          a[j] = b[j];
          b[j] = kept;
        }
    }
    return new Pairs(a, b, new int[pairs]);
  }

  private static Pairs constant(Pairs of) {
    return new Pairs(constant(of.better()), constant(of.worse()), of.type());
  }

  private static double[] constant(double[] rows) {
    double[] out = new double[rows.length / D * (D + 1)];
    Arrays.fill(out, 1);
    for (int i = 0; i < rows.length; i++) out[i / D * (D + 1) + i % D] = rows[i];
    return out;
  }

  /** Accuracy of the skew-symmetric head on a linear map, by outputs [2 d]. */
  private double skew(Pairs train, Pairs test, int d, RandomGenerator random) {
    double[] start = Normals.of(2 * d, 0.1, random);
    double[] by = new double[2];
    double[] map =
        Descent.adam(
            start,
            RATE,
            steps,
            (theta, _, gradient) -> {
              for (int i = 0; i < pairs; i++) {
                var outputs = outputs(theta, train, i, d);
                var utilities = HEAD.utilities(outputs, Tables.none());
                double[] u = utilities.values();
                by[0] = LOGISTIC.slope((u[0] - u[1]) / tau) / tau / pairs;
                by[1] = -by[0];
                var slopes = outputs.zeros();
                utilities.backward(by, slopes, Tables.none());
                for (int k = 0; k < 2; k++)
                  for (int j = 0; j < d; j++)
                    gradient[k * d + j] +=
                        slopes.z()[0][k] * train.better()[i * d + j]
                            + slopes.z()[1][k] * train.worse()[i * d + j];
              }
            });
    int right = 0;
    for (int i = 0; i < pairs; i++)
      if (HEAD.margin(outputs(map, test, i, d), Tables.none()) > 0) right++;
    return right / (double) pairs;
  }

  private static Outputs outputs(double[] map, Pairs of, int pair, int d) {
    double[][] z = new double[2][2];
    for (int k = 0; k < 2; k++)
      for (int j = 0; j < d; j++) {
        z[0][k] += map[k * d + j] * of.better()[pair * d + j];
        z[1][k] += map[k * d + j] * of.worse()[pair * d + j];
      }
    return Outputs.of(z);
  }

  private double scalar(Pairs train, Pairs test, RandomGenerator random) {
    double[] found =
        NETWORK.fit(
            NETWORK.start(random),
            train.better(),
            train.worse(),
            RATE,
            steps,
            (_, u) -> LOGISTIC.slope(u / tau) / tau);
    double[] a = NETWORK.new Batch(test.better()).forward(found);
    double[] b = NETWORK.new Batch(test.worse()).forward(found);
    int right = 0;
    for (int i = 0; i < pairs; i++) if (a[i] > b[i]) right++;
    return right / (double) pairs;
  }

  /** Accuracy of ordering answers by type, which is all that a reward can know of them. */
  private static double order(int[] rank, Pairs test) {
    return Arrays.stream(test.type()).filter(t -> rank[t] < rank[(t + 1) % 3]).count()
        / (double) test.type().length;
  }

  private static void game(Figures figures) {
    var game = ScoreGame.of(new double[][] {{0, 2, -1}, {-2, 0, 1.5}, {1, -1.5, 0}});
    var path = Gpo.defaults().run(game, game.uniform());
    double[] means = game.meanScores();
    int best = 0;
    for (int i = 1; i < means.length; i++) if (means[i] > means[best]) best = i;
    figures.put("averaged policy", "exploitability", game.exploitability(path.average()));
    figures.put("last policy", "exploitability", game.exploitability(path.last()));
    figures.put("uniform policy", "exploitability", game.exploitability(game.uniform()));
    figures.put("best mean score", "exploitability", game.exploitability(game.pure(best)));
  }
}
