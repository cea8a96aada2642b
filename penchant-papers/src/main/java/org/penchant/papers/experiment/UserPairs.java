package org.penchant.papers.experiment;

import java.util.random.RandomGenerator;
import org.penchant.core.numeric.Logistic;
import org.penchant.papers.world.Normals;

/**
 * Pairs of several users as differences x of features, the preferred less the other.
 *
 * @param x [users][pairs][features]
 */
record UserPairs(double[][][] x) {
  /** x ~ N(0, I), turned to be preferred with probability sigmoid(v_u . x). */
  static UserPairs draw(double[][] truth, int pairs, RandomGenerator random) {
    double[][][] x = new double[truth.length][pairs][];
    for (int u = 0; u < x.length; u++)
      for (int i = 0; i < pairs; i++) {
        x[u][i] = Normals.of(truth[u].length, random);
        if (random.nextDouble() >= Logistic.sigmoid(dot(truth[u], x[u][i])))
          for (int f = 0; f < x[u][i].length; f++) x[u][i][f] = -x[u][i][f];
      }
    return new UserPairs(x);
  }

  int users() {
    return x.length;
  }

  /** The share of pairs that vectors of the users order as labelled. */
  double accuracy(double[][] vectors) {
    int right = 0;
    int all = 0;
    for (int u = 0; u < x.length; u++)
      for (double[] pair : x[u]) {
        all++;
        if (dot(vectors[u], pair) > 0) right++;
      }
    return right / (double) all;
  }

  /** The share of pairs that vectors of the users order as the true ones do. */
  double accuracy(double[][] vectors, double[][] truth) {
    int right = 0;
    int all = 0;
    for (int u = 0; u < x.length; u++)
      for (double[] pair : x[u]) {
        all++;
        if (dot(vectors[u], pair) * dot(truth[u], pair) > 0) right++;
      }
    return right / (double) all;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) sum += a[f] * b[f];
    return sum;
  }
}
