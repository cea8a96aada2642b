package org.penchant.align.reward.ideal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.penchant.align.reward.IdealPoint;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.Tables;
import org.penchant.core.numeric.Assignment;

/**
 * How far apart prototypes are and how users share them: prototypes that fall together, or one that
 * all users take, make one ideal point for all.
 *
 * @param distances Euclidean, of directions where nearness is an angle; of prototypes that depend
 *     on the prompt the mean over prompts, [K][K]
 * @param use mean weight of every prototype over users
 * @param spread root mean squared distance of responses from their mean, which distances compare
 *     to; 1 where nearness is an angle
 */
public record PrototypeReport(double[][] distances, double[] use, double spread) {
  /** Prototypes nearer than this share of the spread are nearly one. */
  public static final double NEAR = 0.1;

  /** A prototype with more than this mean weight is nearly alone. */
  public static final double MOST = 0.95;

  /**
   * Of a trained head.
   *
   * @param users in its tables, at least 1
   * @param rows what the trunk makes of some rows of data, at least 1
   */
  public static PrototypeReport of(IdealPoint head, Tables tables, int users, List<Outputs> rows) {
    if (rows.isEmpty()) throw new IllegalArgumentException("no rows to compare prototypes with");
    int k = head.prototypes();
    double[] use = new double[k];
    for (int u = 0; u < users; u++) {
      double[] w = head.weights(tables, u);
      for (int i = 0; i < k; i++) use[i] += w[i] / users;
    }
    boolean angle = head.nearness() == IdealPoint.Nearness.ANGLE;
    var some = head.prompted() ? rows : rows.subList(0, 1);
    double[][] mean = new double[k][k];
    for (var row : some) {
      double[][] points = points(head.points(row, tables), k, angle);
      for (int i = 0; i < k; i++)
        for (int j = 0; j < k; j++) mean[i][j] += distance(points[i], points[j]) / some.size();
    }
    return new PrototypeReport(mean, use, angle ? 1 : spread(rows));
  }

  private static double[][] points(double[] all, int k, boolean angle) {
    int d = all.length / k;
    double[][] points = new double[k][];
    for (int i = 0; i < k; i++) {
      points[i] = Arrays.copyOfRange(all, i * d, (i + 1) * d);
      double norm = distance(points[i], new double[d]);
      if (angle && norm > 0) for (int j = 0; j < d; j++) points[i][j] /= norm;
    }
    return points;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) sum += (a[d] - b[d]) * (a[d] - b[d]);
    return Math.sqrt(sum);
  }

  private static double spread(List<Outputs> rows) {
    double[][] all = rows.stream().flatMap(r -> Arrays.stream(r.z())).toArray(double[][]::new);
    double[] mean = new double[all[0].length];
    for (double[] z : all) for (int d = 0; d < mean.length; d++) mean[d] += z[d] / all.length;
    double sum = 0;
    for (double[] z : all) sum += Math.pow(distance(z, mean), 2) / all.length;
    return Math.sqrt(sum);
  }

  /** Pairs of prototypes that are nearly one, the lower number first. */
  public List<int[]> together() {
    var found = new ArrayList<int[]>();
    for (int i = 0; i < distances.length; i++)
      for (int j = i + 1; j < distances.length; j++)
        if (distances[i][j] < NEAR * spread) found.add(new int[] {i, j});
    return found;
  }

  /** The prototype that nearly all weight is on, if there is one among several. */
  public OptionalInt alone() {
    return IntStream.range(0, use.length).filter(k -> use.length > 1 && use[k] > MOST).findFirst();
  }

  /** Entropy of use in nats: 0 if users take one prototype, log K if all alike. */
  public double entropy() {
    return -Arrays.stream(use).filter(p -> p > 0).map(p -> p * Math.log(p)).sum();
  }

  /**
   * The share of users whose heaviest prototype is that of their group, prototypes and groups
   * matched so that it is greatest, since neither has a name the other knows.
   *
   * @param weights [users][K]
   * @param groups of users, from 0
   */
  public static double matched(double[][] weights, int[] groups) {
    if (weights.length == 0 || weights.length != groups.length)
      throw new IllegalArgumentException(
          weights.length + " users with " + groups.length + " groups");
    int n = Math.max(weights[0].length, Arrays.stream(groups).max().orElse(0) + 1);
    double[][] cost = new double[n][n];
    for (int u = 0; u < groups.length; u++) cost[groups[u]][heaviest(weights[u])]--;
    int[] to = Assignment.least(cost);
    double together = 0;
    for (int g = 0; g < n; g++) together -= cost[g][to[g]];
    return together / groups.length;
  }

  private static int heaviest(double[] w) {
    int best = 0;
    for (int k = 1; k < w.length; k++) if (w[k] > w[best]) best = k;
    return best;
  }
}
