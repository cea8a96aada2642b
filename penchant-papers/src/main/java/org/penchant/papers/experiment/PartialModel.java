package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penchant.core.numeric.Logistic;
import org.penchant.core.stats.Moments;
import org.penchant.eval.probe.LinearProbe;
import org.penchant.eval.probe.Probe;
import org.penchant.papers.world.Normals;

/**
 * A reward model of {@link ProbedRewards}, which sees some of the qualities of answers.
 *
 * @param map how much of each quality shows in each feature
 * @param noise of features, a standard deviation
 */
record PartialModel(double[][] map, double noise, LinearProbe head) {
  /** How many qualities an answer has. */
  static final int QUALITIES = 6;

  private static final int H = 24;

  /** Two answers and whether the first was preferred. */
  record Labelled(double[] first, double[] second, boolean won) {}

  double[] see(double[] z, RandomGenerator random) {
    double[] h = Normals.of(H, noise, random);
    for (int k = 0; k < QUALITIES; k++) for (int j = 0; j < H; j++) h[j] += z[k] * map[k][j];
    return h;
  }

  double reward(double[] h) {
    return head.scores(h)[1];
  }

  static double[][] answers(int n, RandomGenerator random) {
    return IntStream.range(0, n)
        .mapToObj(_ -> Normals.of(QUALITIES, random))
        .toArray(double[][]::new);
  }

  static List<Labelled> pairs(int n, RandomGenerator random) {
    var pairs = new ArrayList<Labelled>();
    for (int i = 0; i < n; i++) {
      double[] a = Normals.of(QUALITIES, random);
      double[] b = Normals.of(QUALITIES, random);
      double p = Logistic.sigmoid(4 * (Moments.mean(a) - Moments.mean(b)));
      pairs.add(new Labelled(a, b, random.nextDouble() < p));
    }
    return pairs;
  }

  /** A model with a head fitted to 800 labelled differences. */
  static PartialModel draw(Probe head, RandomGenerator random) {
    var map = new double[QUALITIES][];
    for (int k = 0; k < QUALITIES; k++)
      map[k] = Normals.of(H, 3 * 1.5 * Math.pow(random.nextDouble(), 0.7) / Math.sqrt(H), random);
    var blind =
        new PartialModel(
            map, 0.6 + 0.5 * random.nextDouble(), new LinearProbe(new double[2][H], true));
    var differences = new double[800][H];
    int[] labels = new int[800];
    var pairs = pairs(800, random);
    for (int i = 0; i < 800; i++) {
      double[] a = blind.see(pairs.get(i).first(), random);
      double[] b = blind.see(pairs.get(i).second(), random);
      for (int j = 0; j < H; j++) differences[i][j] = a[j] - b[j];
      labels[i] = pairs.get(i).won() ? 1 : 0;
    }
    return new PartialModel(map, blind.noise(), head.fit(differences, labels, 2));
  }
}
