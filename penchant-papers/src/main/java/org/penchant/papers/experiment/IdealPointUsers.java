package org.penchant.papers.experiment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Link;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.ideal.PrototypeReport;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Normals;
import org.penchant.papers.world.TanhOutputs;

/**
 * Users near three prototypes (arXiv 2406.08469): a triangle of side 3.46 turned at random, users
 * of three groups with weights 0.9, 0.05 and 0.05, answers x ~ N(0, I_8) seen as L x, L ~ N(0,
 * 1.5^2 / 8) [3][8], labels of sigmoid(2 s), s the difference of squared distances to the user's
 * mixture. Seen users' pairs train ideal points of K prototypes and Bradley-Terry on a network of
 * 32 tanh units (weights N(0, 1 / inputs)), both by Adam 0.02; unseen users have shots, from zero
 * logits by Adam 0.1 with a pull of 0.01 to equal shares. In a second world all users have equal
 * weights; there the better by training loss of two starts of K = 1 counts.
 *
 * @param seen users to learn from
 * @param unseen users with shots
 * @param tests pairs to test a user on
 * @param steps of training
 */
public record IdealPointUsers(int seen, int unseen, int tests, int steps) implements Experiment {
  private static final int D = 8;
  private static final int Z = 3;
  private static final int PAIRS = 40;
  private static final int SHOTS = 6;
  private static final double[] TRIANGLE = {2, 0, 0, -1, 1.732, 0, -1, -1.732, 0};
  private static final Link LOGISTIC = new Link.Logistic();
  private static final TanhOutputs NETWORK = new TanhOutputs(D, 32, 1);

  public static IdealPointUsers defaults() {
    return new IdealPointUsers(40, 20, 300, 1500);
  }

  @Override
  public IdealPointUsers trial() {
    return new IdealPointUsers(4, 3, 10, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[][] prototypes = turned(seeds.stream("rotation"));
    double[] map = Normals.of(Z * D, 1.5 / Math.sqrt(D), seeds.stream("map"));
    var groups = new Bench(prototypes, map, 0.9, "", seeds.child("groups"), figures);
    groups.scalar();
    for (int k : new int[] {1, 3, 5}) groups.ideal(k, 1);
    groups.truth();
    var alike = new Bench(prototypes, map, 1.0 / 3, "alike, ", seeds.child("alike"), figures);
    alike.scalar();
    alike.ideal(1, 2);
    alike.ideal(3, 1);
    double gain = gain(figures, "seen");
    double fresh = gain(figures, "unseen");
    figures.put("K = 3", "gain, seen", gain).put("K = 3", "gain, unseen", fresh);
    figures.put("K = 3", "gains 0.10 and 0.08", gain >= 0.1 && fresh >= 0.08 ? 1 : 0);
  }

  private static double gain(Figures figures, String metric) {
    var all = figures.all();
    return all.getOrDefault(new Figures.Key("K = 3", metric), Double.NaN)
        - all.getOrDefault(new Figures.Key("K = 1", metric), Double.NaN);
  }

  /** The triangle's corners under a rotation, uniform up to reflections. */
  private static double[][] turned(RandomGenerator random) {
    double[][] axes = new double[Z][];
    for (int i = 0; i < Z; i++) {
      axes[i] = Normals.of(Z, random);
      for (int j = 0; j < i; j++) {
        double dot = UserPairs.dot(axes[i], axes[j]);
        for (int d = 0; d < Z; d++) axes[i][d] -= dot * axes[j][d];
      }
      double norm = Math.sqrt(UserPairs.dot(axes[i], axes[i]));
      for (int d = 0; d < Z; d++) axes[i][d] /= norm;
    }
    double[][] out = new double[3][Z];
    for (int p = 0; p < 3; p++)
      for (int i = 0; i < Z; i++)
        for (int d = 0; d < Z; d++) out[p][d] += TRIANGLE[p * Z + i] * axes[i][d];
    return out;
  }

  /** Arms measured in one world. */
  private final class Bench {
    private final double[][] ideal;
    private final double[] map;
    private final String prefix;
    private final Seeds seeds;
    private final Figures figures;
    private final UserAnswers train;
    private final UserAnswers shots;
    private final UserAnswers seenTest;
    private final UserAnswers unseenTest;

    Bench(
        double[][] prototypes,
        double[] map,
        double share,
        String prefix,
        Seeds seeds,
        Figures figures) {
      this.map = map;
      this.prefix = prefix;
      this.seeds = seeds;
      this.figures = figures;
      ideal = new double[seen + unseen][Z];
      for (int u = 0; u < ideal.length; u++)
        for (int p = 0; p < 3; p++)
          for (int d = 0; d < Z; d++)
            ideal[u][d] += (p == u % 3 ? share : (1 - share) / 2) * prototypes[p][d];
      train = UserAnswers.draw(this::seenUtility, seen, PAIRS, D, seeds.stream("pairs"));
      shots = UserAnswers.draw(this::unseenUtility, unseen, SHOTS, D, seeds.stream("shots"));
      seenTest = UserAnswers.draw(this::seenUtility, seen, tests, D, seeds.stream("seen test"));
      unseenTest =
          UserAnswers.draw(this::unseenUtility, unseen, tests, D, seeds.stream("unseen test"));
    }

    private double seenUtility(int user, double[] x) {
      double[] z = new double[Z];
      for (int j = 0; j < map.length; j++) z[j / D] += map[j] * x[j % D];
      return -IdealPointFit.squared(z, ideal[user]);
    }

    private double unseenUtility(int user, double[] x) {
      return seenUtility(seen + user, x);
    }

    private void put(String arm, UserAnswers.Utility ofSeen, UserAnswers.Utility ofUnseen) {
      figures.put(prefix + arm, "seen", seenTest.accuracy(ofSeen));
      figures.put(prefix + arm, "unseen", unseenTest.accuracy(ofUnseen));
    }

    void truth() {
      put("true ideal points", this::seenUtility, this::unseenUtility);
    }

    void scalar() {
      double[] found =
          NETWORK.fit(
              NETWORK.start(seeds.stream("network")),
              UserAnswers.flat(train.preferred()),
              UserAnswers.flat(train.other()),
              0.02,
              steps,
              (_, u) -> LOGISTIC.slope(u));
      figures.put(prefix + "bradley-terry", "seen", scalar(found, seenTest));
      figures.put(prefix + "bradley-terry", "unseen", scalar(found, unseenTest));
    }

    private double scalar(double[] found, UserAnswers test) {
      double[] a = NETWORK.new Batch(UserAnswers.flat(test.preferred())).forward(found);
      double[] b = NETWORK.new Batch(UserAnswers.flat(test.other())).forward(found);
      int right = 0;
      for (int i = 0; i < a.length; i++) if (a[i] > b[i]) right++;
      return right / (double) a.length;
    }

    void ideal(int k, int starts) {
      var fit = new IdealPointFit(k, train);
      var found = fit.run(seeds.child("K = " + k), steps);
      for (int s = 1; s < starts; s++) {
        var again = fit.run(seeds.child("K = " + k + ", start " + s), steps);
        if (again.loss() < found.loss()) found = again;
      }
      double[][] weights = found.weights(seen);
      double[][] fresh = found.fewShot(shots, new FewShot(steps < 400 ? 1 : 400, 0.1, 0.01));
      put("K = " + k, found.utility(weights), found.utility(fresh));
      if (k != 3 || !prefix.isEmpty()) return;
      int[] groups = new int[seen];
      Arrays.setAll(groups, u -> u % 3);
      figures.put("K = 3", "in their group", PrototypeReport.matched(weights, groups));
      put(
          "K = 3, users permuted",
          found.utility(permuted(weights, "permuted seen")),
          found.utility(permuted(fresh, "permuted unseen")));
    }

    private double[][] permuted(double[][] weights, String stream) {
      int[] order = Seeds.permutation(weights.length, seeds.stream(stream));
      return Arrays.stream(order).mapToObj(u -> weights[u]).toArray(double[][]::new);
    }
  }
}
