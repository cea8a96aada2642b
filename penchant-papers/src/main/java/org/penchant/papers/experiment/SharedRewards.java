package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penchant.align.objective.Link;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.Table;
import org.penchant.align.reward.Tables;
import org.penchant.core.numeric.Lbfgs;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.Gammas;
import org.penchant.papers.world.Normals;

/**
 * Users whose rewards mix four shared ones (arXiv 2504.14439): basis N(0, I_30), w ~
 * Dirichlet(0.2), differences x ~ N(0, I), labels of sigmoid(v_u . x) in training and test. Seen
 * users' pairs train; unseen users have shots. Low-rank heads: Adam 0.03 on the sum of users' mean
 * losses + 5e-4 users / 2 |V|^2 from A ~ N(0, 1), V ~ N(0, 0.3^2), a user's pairs given to the head
 * as differences, in which it is linear; shots by Adam 0.1 from zero logits. One vector for all
 * minimises the same; vectors of their own minimise a user's mean loss + ridge / 2 |v - v_0|^2, v_0
 * being 0 or the shared vector, in which case the best ridge by test accuracy counts.
 *
 * @param seen users to learn from
 * @param unseen users with shots
 * @param tests pairs to test a user on
 * @param steps of the low-rank heads
 */
public record SharedRewards(int seen, int unseen, int tests, int steps) implements Experiment {
  private static final int F = 30;
  private static final int TRUE = 4;
  private static final int PAIRS = 15;
  private static final int SHOTS = 8;
  private static final double L2 = 5e-4;
  private static final Link LOGISTIC = new Link.Logistic();
  private static final Lbfgs SOLVER = new Lbfgs(10, 200, 1e-7);

  public static SharedRewards defaults() {
    return new SharedRewards(200, 80, 400, 1000);
  }

  @Override
  public SharedRewards trial() {
    return new SharedRewards(6, 3, 10, 2);
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    double[] basis = Normals.of(TRUE * F, seeds.stream("basis"));
    var bench =
        new Bench(
            users(basis, seen, seeds.stream("seen")),
            users(basis, unseen, seeds.stream("unseen")),
            seeds,
            figures);
    double[] shared = ridge(bench.train.x(), new double[F], L2);
    double[][] same = {shared};
    bench.put("monolithic", repeated(same, seen), repeated(same, unseen));
    bench.put(
        "individual", own(bench.train, new double[F], 0.02), own(bench.shots, new double[F], 0.02));
    bench.shrunk(shared);
    for (int rank : new int[] {1, 2, 4, 8}) bench.lowRank(rank);
    bench.gains();
  }

  private static double[][] users(double[] basis, int users, RandomGenerator random) {
    double[][] v = new double[users][F];
    for (double[] own : v) {
      double[] w = Gammas.dirichlet(TRUE, 0.2, random);
      for (int i = 0; i < basis.length; i++) own[i % F] += w[i / F] * basis[i];
    }
    return v;
  }

  private static double[][] repeated(double[][] one, int users) {
    double[][] all = new double[users][];
    Arrays.fill(all, one[0]);
    return all;
  }

  private static double[][] own(UserPairs pairs, double[] centre, double ridge) {
    return Arrays.stream(pairs.x())
        .map(x -> ridge(new double[][][] {x}, centre, ridge))
        .toArray(double[][]::new);
  }

  /** Minimises mean_u mean_i loss(v . x_ui) + ridge / 2 |v - centre|^2. */
  private static double[] ridge(double[][][] x, double[] centre, double ridge) {
    return SOLVER
        .minimise(
            (v, gradient) -> {
              double value = 0;
              for (int f = 0; f < F; f++) {
                double gap = v[f] - centre[f];
                value += ridge / 2 * gap * gap;
                gradient[f] = ridge * gap;
              }
              for (double[][] own : x)
                for (double[] pair : own) {
                  double d = UserPairs.dot(v, pair);
                  value += LOGISTIC.loss(d) / own.length / x.length;
                  double by = LOGISTIC.slope(d) / own.length / x.length;
                  for (int f = 0; f < F; f++) gradient[f] += by * pair[f];
                }
              return value;
            },
            centre)
        .point();
  }

  /** Arms that are measured alike. */
  private final class Bench {
    private final double[][] truth;
    private final UserPairs train;
    private final UserPairs shots;
    private final UserPairs seenTest;
    private final UserPairs unseenTest;
    private final Seeds seeds;
    private final Figures figures;

    Bench(double[][] seenTruth, double[][] unseenTruth, Seeds seeds, Figures figures) {
      truth = seenTruth;
      train = UserPairs.draw(seenTruth, PAIRS, seeds.stream("pairs"));
      shots = UserPairs.draw(unseenTruth, SHOTS, seeds.stream("shots"));
      seenTest = UserPairs.draw(seenTruth, tests, seeds.stream("seen test"));
      unseenTest = UserPairs.draw(unseenTruth, tests, seeds.stream("unseen test"));
      this.seeds = seeds;
      this.figures = figures;
    }

    void put(String arm, double[][] seenVectors, double[][] unseenVectors) {
      figures.put(arm, "seen", seenTest.accuracy(seenVectors));
      figures.put(arm, "unseen", unseenTest.accuracy(unseenVectors));
      figures.put(arm, "seen, no noise", seenTest.accuracy(seenVectors, truth));
    }

    void shrunk(double[] centre) {
      double[] best = new double[3];
      for (double ridge : new double[] {0.03, 0.1, 0.3}) {
        double[][] own = own(train, centre, ridge);
        best[0] = Math.max(best[0], seenTest.accuracy(own));
        best[1] = Math.max(best[1], unseenTest.accuracy(own(shots, centre, ridge)));
        best[2] = Math.max(best[2], seenTest.accuracy(own, truth));
      }
      figures.put("individual, shrunk", "seen", best[0]);
      figures.put("individual, shrunk", "unseen", best[1]);
      figures.put("individual, shrunk", "seen, no noise", best[2]);
    }

    void lowRank(int rank) {
      var fit = new SharedRewardsFit(rank, train, L2);
      double[] found = fit.run(seeds.child("rank " + rank), steps);
      double[][] v = fit.basis(found);
      double[][] weights = fit.weights(found);
      double[][] fresh = fewShot(rank, v);
      put("rank " + rank, mixed(v, weights), mixed(v, fresh));
      if (rank != TRUE) return;
      put(
          "rank 4, users permuted",
          mixed(v, permuted(weights, "permuted seen")),
          mixed(v, permuted(fresh, "permuted unseen")));
    }

    private double[][] fewShot(int rank, double[][] v) {
      var head = new LowRank(rank, true);
      var few = new FewShot(Math.max(1, steps / 2), 0.1, 0);
      var tables = Tables.zeros(List.of(new Table(Table.USERS, 1, rank, 0, 0)));
      return Arrays.stream(shots.x())
          .map(x -> {
            var pairs = new ArrayList<Outputs>();
            for (double[] pair : x) {
              double[] z = Arrays.stream(v).mapToDouble(row -> UserPairs.dot(row, pair)).toArray();
              pairs.add(Outputs.of(z, new double[rank]));
            }
            return head.weights(few.fit(head, tables, pairs, 1), 0);
          })
          .toArray(double[][]::new);
    }

    private double[][] permuted(double[][] weights, String stream) {
      int[] order = Seeds.permutation(weights.length, seeds.stream(stream));
      return Arrays.stream(order).mapToObj(u -> weights[u]).toArray(double[][]::new);
    }

    private double[][] mixed(double[][] v, double[][] weights) {
      double[][] out = new double[weights.length][F];
      for (int u = 0; u < out.length; u++)
        for (int j = 0; j < v.length; j++)
          for (int f = 0; f < F; f++) out[u][f] += weights[u][j] * v[j][f];
      return out;
    }

    /** The least gain of the true rank over other arms, on seen and unseen users. */
    void gains() {
      figures.put("rank 4", "least gain", Math.min(gain("monolithic"), gain("individual")));
      figures.put("rank 4", "least gain over shrunk", gain("individual, shrunk"));
      for (String gain : new String[] {"least gain", "least gain over shrunk"})
        figures.put("rank 4", gain + " >= 0.05", of("rank 4", gain) >= 0.05 ? 1 : 0);
    }

    private double gain(String arm) {
      return Math.min(
          of("rank 4", "seen") - of(arm, "seen"), of("rank 4", "unseen") - of(arm, "unseen"));
    }

    private double of(String arm, String metric) {
      return figures.all().getOrDefault(new Figures.Key(arm, metric), Double.NaN);
    }
  }
}
