package org.penchant.papers.experiment;

import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;
import org.penchant.papers.world.Normals;

/**
 * Pairs of several users, the preferred answer first.
 *
 * @param preferred [users][pairs][features]
 * @param other as many
 */
record UserAnswers(double[][][] preferred, double[][][] other) {
  /** How much a user likes an answer. */
  interface Utility {
    double of(int user, double[] x);
  }

  /** x ~ N(0, I), preferred with probability sigmoid(2 (u(1) - u(2))). */
  static UserAnswers draw(Utility truth, int users, int pairs, int d, RandomGenerator random) {
    double[][][] preferred = new double[users][pairs][];
    double[][][] other = new double[users][pairs][];
    for (int u = 0; u < users; u++)
      for (int i = 0; i < pairs; i++) {
        double[] a = Normals.of(d, random);
        double[] b = Normals.of(d, random);
        double p = Logistic.sigmoid(2 * (truth.of(u, a) - truth.of(u, b)));
        boolean first = random.nextDouble() < p;
        preferred[u][i] = first ? a : b;
        other[u][i] = first ? b : a;
      }
    return new UserAnswers(preferred, other);
  }

  int users() {
    return preferred.length;
  }

  int pairs() {
    return preferred[0].length;
  }

  /** The share of pairs that utilities order as labelled. */
  double accuracy(Utility utility) {
    int right = 0;
    for (int u = 0; u < users(); u++)
      for (int i = 0; i < pairs(); i++)
        if (utility.of(u, preferred[u][i]) > utility.of(u, other[u][i])) right++;
    return right / (double) (users() * pairs());
  }

  /** All answers of a side, row after row. */
  static double[] flat(double[][][] side) {
    int d = side[0][0].length;
    double[] out = new double[side.length * side[0].length * d];
    int at = 0;
    for (double[][] own : side)
      for (double[] x : own) {
        System.arraycopy(x, 0, out, at, d);
        at += d;
      }
    return out;
  }
}
